using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Pages;
using Egtlm.Eval.Reports.Trends;
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
        var (sets, isTrend) = await LoadAsync(request, catalog, cancellation);
        shell.Info(FormattableString.Invariant($"report   {sets.Count} models, reference {sets[0].Label}"));
        var options = new ReportOptions(
            request.What, request.Title, isTrend, request.Seed, Published(catalog));
        var report = await ReportRun.OfAsync(sets, catalog, options, ReproducibleTime.FromEnvironment(), cancellation);
        var files = await ReportFiles.WriteAsync(report, request.Output, cancellation);
        Write(report, files, request, shell);
        return ExitCode.Ok;
    }

    private static async Task<(List<ResultSet> Sets, bool IsTrend)> LoadAsync(
        ReportRequest request, TaskCatalog catalog, CancellationToken cancellation)
    {
        var isTrend = request.IsTrend;
        var paths = new List<string>();
        foreach (var folder in request.Folders)
        {
            var trend = await TrendFile.ReadAsync(Path.Combine(folder, TrendFile.Name), cancellation);
            isTrend |= trend.Count > 0;
            paths.AddRange(trend.Count > 0 ? Checkpoints(folder, trend) : Found(folder).Select(found => found.Path));
        }

        var sets = new List<ResultSet>();
        foreach (var path in paths.Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            sets.Add(await ResultFolder.LoadAsync(path, catalog.Tasks, cancellation));
        }

        return sets.Count > 0
            ? (sets, isTrend)
            : throw new EvaluationException(
                $"no checkpoint of '{string.Join("', '", request.Folders)}' has results",
                "their lines in the trend file say why; watch --retry tries them again");
    }

    /// <summary>What <c>watch</c> left, in the order of the training.</summary>
    private static IEnumerable<string> Checkpoints(string folder, IReadOnlyList<TrendLine> trend) =>
        TrendFile.Latest(trend).Select(line => line.Results).OfType<string>()
            .Select(results => Path.GetFullPath(Path.Combine(folder, results))).Where(Directory.Exists);

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
