using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Hub;
using Egtlm.Eval.Models;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Testing.Synthetic;

namespace Egtlm.Eval.Benchmarks;

/// <summary>All of mteb-cmn-v1 at its real size, read from Parquet, JSON lines and CSV, with vectors that cost
/// nothing.</summary>
internal static class BenchmarkRun
{
    private const string Benchmark = "mteb-cmn-v1";
    private const int Dimension = 384;

    public static IEnumerable<Measurement> Run()
    {
        var folder = Directory.CreateTempSubdirectory("egtlm-cmteb-").FullName;
        try
        {
            var tasks = BuiltInTasks.Catalog.Resolve([Benchmark]);
            SyntheticHub.WriteAsync(Path.Combine(folder, "mirror"), tasks, SyntheticSize.Real, CancellationToken.None)
                .GetAwaiter().GetResult();
            GC.Collect();
            var total = 0.0;
            foreach (var type in RunAsync(folder, tasks).GetAwaiter().GetResult().GroupBy(done => done.Type))
            {
                var own = type.Sum(done => done.Seconds);
                yield return new Measurement(
                    $"{Benchmark}, {type.Key}, {type.Count()} tasks", own, $"{type.Sum(done => done.Texts):N0} texts", 0);
                total += own;
            }

            yield return new Measurement(
                $"{Benchmark}, all but encoding", total, $"peak {ProcessMemory.Peak / 1e6:N0} MB", 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(TaskType Type, double Seconds, long Texts)>> RunAsync(
        string folder, IReadOnlyList<TaskDefinition> tasks)
    {
        using var hub = new DatasetHub(new HubOptions
        {
            Endpoint = new Uri($"file://{folder}/mirror"),
            CacheFolder = Path.Combine(folder, "hub"),
        });
        var sources = new DataSources(DatasetLocator.Create(BuiltInTasks.Catalog, []), hub);
        var encoder = new InstantEncoder(Dimension);
        var store = new ResultStore(folder, encoder.Identity);
        PlannedTask[] planned =
        [
            .. tasks.Select(task => new PlannedTask(task, async (part, cancellation) =>
            {
                var source = await sources.FindAsync(task, part.Subset, part.Split, cancellation);
                return await sources.ReadAsync(source, null, null, cancellation);
            })),
        ];
        var summary = await EvaluationRun.RunAsync(
            planned, encoder, new TorchSearch("cpu"), store, new RunOptions(), null, CancellationToken.None);
        if (summary.Outcomes.FirstOrDefault(outcome => outcome.Cause is not null)?.Cause is { } cause)
        {
            throw new InvalidOperationException("a task failed", cause);
        }

        var manifest = await RunManifestFile.ReadAsync(store.Folder, CancellationToken.None);
        return
        [
            .. tasks.Zip(manifest!.Tasks, (task, record) => ( // not null: the run wrote it
                task.Type,
                record.Seconds - record.Encodings.Values.Sum(one => one.Seconds),
                record.Encodings.Values.Sum(one => one.Texts))),
        ];
    }
}
