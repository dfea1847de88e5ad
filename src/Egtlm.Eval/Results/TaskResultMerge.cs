using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Results;

/// <summary>
/// Adds newly scored parts to a result document without losing what it holds, as mteb's <c>evaluate</c> does.
/// </summary>
public static class TaskResultMerge
{
    /// <summary>
    /// Puts <paramref name="scores"/> into <paramref name="existing"/>, replacing the same split and subset.
    /// </summary>
    /// <returns>
    /// Splits and subsets in the order of the task; those that the task does not name come last, as they were.
    /// </returns>
    public static TaskResult Add(TaskResult existing, string splitName, SubsetResult scores, TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(task);
        var splits = existing.Splits.Select(split => WithVersions(split, existing.MtebVersion)).ToList();
        var at = splits.FindIndex(split => split.Name == splitName);
        if (at < 0)
        {
            at = splits.Count;
            splits.Add(new SplitResult(splitName, []));
        }

        string[] subsetNames = [.. task.Subsets.Select(subset => subset.Name)];
        var subsets = splits[at].Subsets.Where(subset => subset.Subset != scores.Subset).Append(scores);
        splits[at] = new SplitResult(splitName, [.. Order(subsets, subset => subset.Subset, subsetNames)]);
        SplitResult[] ordered = [.. Order(splits, split => split.Name, task.Splits)];
        return existing with { Splits = ordered, MtebVersion = VersionRange(ordered) ?? existing.MtebVersion };
    }

    /// <summary>The version of all subsets, or "lowest-highest" when they differ; null when none names one.</summary>
    public static string? VersionRange(IEnumerable<SplitResult> splits)
    {
        string[] versions =
        [
            .. splits.SelectMany(split => split.Subsets)
                .Select(subset => subset.MtebVersion)
                .OfType<string>()
                .Distinct()
                .OrderBy(text => Version.TryParse(text, out var version) ? version : new Version()),
        ];
        return versions switch
        {
            [] => null,
            [var only] => only,
            [var lowest, .., var highest] => $"{lowest}-{highest}",
        };
    }

    /// <summary>
    /// Subsets of files older than mteb 2.12 name no version: they get the file's, as mteb does on reading.
    /// </summary>
    private static SplitResult WithVersions(SplitResult split, string? version) => version is null
        ? split
        : split with { Subsets = [.. split.Subsets.Select(subset => WithVersion(subset, version))] };

    private static SubsetResult WithVersion(SubsetResult subset, string version) => subset.MtebVersion is null
        ? new SubsetResult([.. subset.Values, new("mteb_version", new ScoreValue.Text(version))])
        : subset;

    private static IEnumerable<T> Order<T>(IEnumerable<T> items, Func<T, string> name, IReadOnlyList<string> order) =>
        items.OrderBy(item => order.ToList().IndexOf(name(item)) is var place && place < 0 ? int.MaxValue : place);
}
