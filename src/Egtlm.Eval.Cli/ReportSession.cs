using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Pages;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>Everything a <c>report</c> depends on.</summary>
internal sealed record ReportRequest(
    IReadOnlyList<string> Folders,
    string Output,
    IReadOnlyList<string> What,
    string? Title,
    bool IsTrend,
    ulong Seed,
    IReadOnlyList<string> TasksFolders,
    bool WritesJson);

/// <summary>One <c>report</c>: read, compare, write.</summary>
internal static class ReportSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(ReportRequest request, Shell shell, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load(request.TasksFolders);
        var sets = await LoadAsync(request.Folders, catalog, cancellation);
        shell.Info(FormattableString.Invariant($"report   {sets.Count} models, reference {sets[0].Label}"));
        var options = new ReportOptions(
            request.What, request.Title, request.IsTrend, request.Seed, Published(catalog));
        var report = await ReportRun.OfAsync(sets, catalog, options, ReproducibleTime.FromEnvironment(), cancellation);
        var files = await ReportFiles.WriteAsync(report, request.Output, cancellation);
        Write(report, files, request, shell);
        return ExitCode.Ok;
    }

    private static async Task<List<ResultSet>> LoadAsync(
        IReadOnlyList<string> folders, TaskCatalog catalog, CancellationToken cancellation)
    {
        var sets = new List<ResultSet>();
        foreach (var folder in folders.SelectMany(Found).DistinctBy(folder => folder.Path))
        {
            cancellation.ThrowIfCancellationRequested();
            sets.Add(await ResultFolder.LoadAsync(folder.Path, catalog.Tasks, cancellation));
        }

        return sets;
    }

    private static IReadOnlyList<ResultFolder> Found(string folder) => ResultFolder.Find(folder) is { Count: > 0 } found
        ? found
        : throw new EvaluationException(
            $"'{folder}' holds no results", "give the folder of a run, or one with several below it");

    private static PublishedScores[] Published(TaskCatalog catalog) =>
    [
        .. catalog.Benchmarks
            .Select(benchmark => PublishedScoresFile.Find(PublishedScoresFile.BuiltInDirectory, benchmark, catalog))
            .OfType<PublishedScores>(),
    ];

    private static void Write(Report report, ReportFiles files, ReportRequest request, Shell shell)
    {
        var headlines = Headline.Of(report.Comparison);
        foreach (var note in files.Notes)
        {
            shell.Info($"note     {note}");
        }

        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = true,
                files.Html,
                files.Markdown,
                files.Json,
                files.Charts,
                Headlines = headlines,
                files.Notes,
            }));
            return;
        }

        Array.ForEach([.. headlines], shell.Result);
        shell.Result(files.Html);
    }
}
