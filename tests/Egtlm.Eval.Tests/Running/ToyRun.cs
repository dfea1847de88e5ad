using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

/// <summary>Small clustering tasks, a result folder and the events of a run.</summary>
internal sealed class ToyRun : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public List<RunEvent> Events { get; } = [];

    public ResultStore Store => new(Folder.Path, new ModelIdentity("test/model", "r1"));

    public void Dispose() => Folder.Dispose();

    public static PlannedTask Plan(
        string name, string revision = "d1", string metric = "v_measure", string[]? splits = null) => new(
        new ClusteringTask
        {
            Name = name,
            Dataset = new DatasetReference("org/" + name, revision),
            Subsets = [new TaskSubset("zh", ["cmn-Hans"]), new TaskSubset("en", ["eng-Latn"])],
            Splits = splits ?? ["test"],
            MainScore = metric,
            Protocol = ClusteringProtocol.Legacy,
        },
        (_, _) => Task.FromResult<TaskData>(new LegacyClusteringData([Set])),
        "hash of " + name,
        "data/" + name);

    public Task<RunSummary> RunAsync(
        IEncoder encoder, PlannedTask[] tasks, bool overwrite = false, CancellationToken? cancellation = null) =>
        EvaluationRun.RunAsync(
            tasks,
            encoder,
            new NoSearch(),
            Store,
            new RunOptions { Overwrite = overwrite, Device = "cpu", Dtype = "float32" },
            new Recorder(Events),
            cancellation ?? TestContext.Current.CancellationToken);

    public Task<RunSummary> RunVariantsAsync(PlannedTask[] tasks, RunVariant[] variants) => EvaluationRun.RunAsync(
        tasks, variants, new NoSearch(), new Recorder(Events), TestContext.Current.CancellationToken);

    public string Read(string name) => File.ReadAllText(Path.Combine(Store.Folder, name));

    private static ClusteringSet Set => new(
        ["aaaa", "aaab", "aaaa aaa", "gggg", "gggh", "😀中文", "中文中文", ""],
        [.. new long[] { 1, 1, 1, 2, 2, 3, 3, 3 }.Select(number => new Label(number))]);

    private sealed class Recorder(List<RunEvent> events) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => events.Add(value);
    }

    private sealed class NoSearch : IVectorSearch
    {
        public IReadOnlyList<Hit[]> TopK(
            Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation) =>
            throw new NotSupportedException("clustering searches nothing");
    }
}
