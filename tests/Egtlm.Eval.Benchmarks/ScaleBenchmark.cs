using Egtlm.Eval.Data;
using Egtlm.Eval.Models;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing.Synthetic;

namespace Egtlm.Eval.Benchmarks;

/// <summary>The harness' own time on large tasks: everything but the encoder, whose vectors cost nothing
/// here.</summary>
internal static class ScaleBenchmark
{
    private const int Dimension = 384;

    public static IEnumerable<Measurement> Run()
    {
        yield return Measure("retrieval, 100,000 documents x 4,000 queries x 384", Retrieval(100_000, 4_000));
        yield return Measure("clustering, 10 sets of 10,000 texts x 384", Clustering(sets: 10, texts: 10_000));
    }

    private static Measurement Measure(string name, PlannedTask task)
    {
        var folder = Directory.CreateTempSubdirectory("egtlm-scale-").FullName;
        try
        {
            var encoder = new InstantEncoder(Dimension);
            var store = new ResultStore(folder, encoder.Identity);
            var summary = EvaluationRun.RunAsync(
                [task], encoder, new TorchSearch("cpu"), store, new RunOptions(), null, CancellationToken.None)
                .GetAwaiter().GetResult();
            var failure = summary.Outcomes[0].Cause;
            var manifest = RunManifestFile.ReadAsync(store.Folder, CancellationToken.None).GetAwaiter().GetResult();
            var record = manifest!.Tasks[0]; // not null: the run wrote it
            var own = failure is null ? record.Seconds - record.Encodings.Values.Sum(one => one.Seconds) : double.NaN;
            return new Measurement(name, own, $"peak {ProcessMemory.Peak / 1e6:N0} MB", 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PlannedTask Retrieval(int documents, int queries) => Plan(
        new RetrievalTask
        {
            Name = "ScaleRetrieval",
            Dataset = new DatasetReference("benchmark/retrieval", "1"),
            Subsets = [new TaskSubset("default", ["cmn-Hans"])],
            Splits = ["test"],
            MainScore = "ndcg_at_10",
        },
        () =>
        {
            var text = new SyntheticText(isChinese: true, seed: 1);
            CorpusDocument[] corpus =
                [.. Enumerable.Range(0, documents).Select(i => new CorpusDocument($"d{i}", "", text.Of(i % 400, 60)))];
            RetrievalQuery[] asked =
                [.. Enumerable.Range(0, queries).Select(i => new RetrievalQuery($"q{i}", text.Of(i % 400, 8)))];
            return new RetrievalData(
                corpus,
                asked,
                asked.Index().ToDictionary(
                    query => query.Item.Id,
                    query => (IReadOnlyDictionary<string, int>)new Dictionary<string, int>
                    {
                        [corpus[query.Index * 17 % documents].Id] = 1,
                        [corpus[query.Index * 31 % documents].Id] = 1,
                    }),
                null);
        });

    private static PlannedTask Clustering(int sets, int texts) => Plan(
        new ClusteringTask
        {
            Name = "ScaleClustering",
            Dataset = new DatasetReference("benchmark/clustering", "1"),
            Subsets = [new TaskSubset("default", ["cmn-Hans"])],
            Splits = ["test"],
            MainScore = "v_measure",
            Protocol = ClusteringProtocol.Legacy,
        },
        () =>
        {
            var text = new SyntheticText(isChinese: true, seed: 2);
            return new LegacyClusteringData([.. Enumerable.Range(0, sets).Select(_ => new ClusteringSet(
                [.. Enumerable.Range(0, texts).Select(i => text.Of(i % 13, 20))],
                [.. Enumerable.Range(0, texts).Select(i => new Label(i % 13))]))]);
        });

    /// <summary>The data is made before the clock starts.</summary>
    private static PlannedTask Plan(TaskDefinition task, Func<TaskData> make)
    {
        var data = make();
        return new PlannedTask(task, (_, _) => Task.FromResult(data));
    }
}
