using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>How <c>compare</c> writes its result.</summary>
internal enum CompareFormat
{
    Table,
    Json,
    Markdown,
    Csv,
}

/// <summary>Everything a <c>compare</c> depends on.</summary>
internal sealed record CompareRequest(
    IReadOnlyList<string> Folders,
    IReadOnlyList<string> What,
    ulong Seed,
    IReadOnlyList<string> TasksFolders,
    CompareFormat Format);

/// <summary>One <c>compare</c>: read, compare, write.</summary>
internal static class CompareSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(CompareRequest request, Shell shell, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load(request.TasksFolders);
        var sets = new List<ResultSet>();
        foreach (var folder in request.Folders)
        {
            sets.Add(await ResultFolder.LoadAsync(folder, catalog.Tasks, cancellation));
        }

        var comparison = await ComparisonRun.OfAsync(sets, catalog, request.What, request.Seed, cancellation);
        switch (request.Format)
        {
            case CompareFormat.Json:
                shell.Result(ComparisonDocument.Json(comparison));
                break;
            case CompareFormat.Csv:
                shell.Result(ComparisonDocument.Csv(comparison));
                break;
            case CompareFormat.Markdown:
                shell.Result(ComparisonText.Markdown(comparison));
                break;
            case CompareFormat.Table:
                WriteTable(comparison, sets, shell);
                break;
        }

        return ExitCode.Ok;
    }

    private static void WriteTable(Comparison comparison, List<ResultSet> sets, Shell shell)
    {
        foreach (var (model, set) in comparison.Models.Zip(sets))
        {
            shell.Info($"model    {model}  {set.Folder}");
        }

        // Intervals of several models would not fit a terminal; the other forms have them.
        var isShort = comparison.Models.Count > 2;
        Write(ComparisonText.TaskHeaders(comparison, isShort), [.. ComparisonText.Tasks(comparison, isShort)], shell);
        if (comparison.Means.Count > 0)
        {
            shell.Result("");
            Write(ComparisonText.MeanHeaders(comparison, isShort), [.. ComparisonText.Means(comparison, isShort)], shell);
        }

        shell.Result("");
        Array.ForEach([.. ComparisonText.Tallies(comparison)], shell.Result);
        foreach (var note in comparison.Notes)
        {
            shell.Result($"note  {note}");
        }

        shell.Info(ComparisonText.Legend(comparison));
    }

    private static void Write(string[] headers, string[][] rows, Shell shell) =>
        Array.ForEach([.. TextTable.Lines(headers, rows)], shell.Result);
}
