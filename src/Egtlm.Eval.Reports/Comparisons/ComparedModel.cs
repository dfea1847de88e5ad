using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Comparisons;

/// <summary>A model of a comparison and what its folder holds.</summary>
/// <param name="Label">Tells it apart from the others.</param>
public sealed record ComparedModel(string Label, ResultSet Results)
{
    /// <summary>
    /// Labels are model names, without the organisation where all share it; with the revision where two share a name,
    /// with the folder where that does not help.
    /// </summary>
    public static IReadOnlyList<ComparedModel> Of(IReadOnlyList<ResultSet> sets)
    {
        string[] Named(Func<ResultSet, string> name) => [.. sets.Select(name)];
        var organisation = sets[0].Model[..(sets[0].Model.IndexOf('/', StringComparison.Ordinal) + 1)];
        var shared = sets.Count > 1 && sets.All(set => set.Model.StartsWith(organisation, StringComparison.Ordinal))
            ? organisation.Length
            : 0;
        string[] names = Named(set => set.Experiment is null
            ? set.Model[shared..]
            : $"{set.Model[shared..]} ({set.Experiment})");
        string[] labels = Named(set => set.Label), folders = Named(set => $"{set.Label} in {set.Folder}");
        bool IsAlone(string[] all, int i) => all.Count(one => one == all[i]) == 1;
        return
        [
            .. sets.Select((set, i) => new ComparedModel(
                IsAlone(names, i) ? names[i] : IsAlone(labels, i) ? labels[i] : folders[i], set)),
        ];
    }

    /// <summary>The document and the items of a task.</summary>
    internal async Task<TaskSide> ReadAsync(string task, CancellationToken cancellation)
    {
        var document = Results.Documents.GetValueOrDefault(task);
        if (document is null || Results.ItemPaths.GetValueOrDefault(task) is not { } path)
        {
            return new TaskSide(document, null, null);
        }

        try
        {
            var items = await ItemFile.ReadAsync(path, cancellation).ConfigureAwait(false);
            return new TaskSide(document, items, null);
        }
        catch (EvaluationException error)
        {
            return new TaskSide(document, null, error.Message);
        }
    }
}
