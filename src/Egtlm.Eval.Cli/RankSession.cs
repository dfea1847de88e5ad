using Egtlm.Eval.Leaderboard;
using Egtlm.Eval.Reports.Ranking;
using Egtlm.Eval.Results;
using Egtlm.Eval.Statistics;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>One <c>rank</c>: read, rank, print.</summary>
internal static class RankSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RankRequest request, Shell shell, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load(request.TasksFolders);
        var benchmark = catalog.FindBenchmark(request.Benchmark);
        var table = TableOf(request, benchmark, catalog);
        var own = await ResultFolder.LoadAsync(request.Directory, catalog.Tasks, cancellation);
        BenchmarkColumn[] columns = [.. catalog.Resolve([benchmark.Name]).Select(BenchmarkColumn.Of)];
        var report = ModelRank.Of(table, columns, own, request.OnlyCommon, new BootstrapOptions(request.Seed));
        report = await ItemUncertainties.AddAsync(report, columns, own, request.Seed, cancellation);
        string[] notes = [.. catalog.AliasNotes([request.Benchmark]), .. own.Notes, .. report.Notes];
        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(RankOutput.Document(report, notes)));
        }
        else
        {
            foreach (var line in RankOutput.Lines(report, request.Top))
            {
                shell.Result(line);
            }
        }

        foreach (var note in notes.Concat(RankOutput.Notes(report)))
        {
            shell.Info($"note     {note}");
        }

        return ExitCode.Ok;
    }

    private static PublishedScores TableOf(RankRequest request, Benchmark benchmark, TaskCatalog catalog)
    {
        if (request.PublishedFile is not { } file)
        {
            return PublishedScoresFile.Find(PublishedScoresFile.BuiltInDirectory, benchmark, catalog)
                ?? throw new EvaluationException(
                    $"there are no published scores of '{benchmark.Name}' here",
                    $"there are of {string.Join(", ", PublishedScoresFile.BuiltIn())}; "
                    + "--published takes a file of your own");
        }

        var table = PublishedScoresFile.Read(file, catalog);
        return table.Benchmark == benchmark.Name
            ? table
            : throw new EvaluationException(
                $"'{file}' has scores of '{table.Benchmark}', not of '{benchmark.Name}'",
                "scores of two protocols are not comparable: give the benchmark of the file");
    }
}
