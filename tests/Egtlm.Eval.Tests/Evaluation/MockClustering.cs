using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>A clustering task and what its evaluator needs, for tests.</summary>
internal static class MockClustering
{
    public static EncodeRequest Request { get; } = new(Task(ClusteringProtocol.Fast), PromptType.None);

    public static ClusteringTask Task(
        ClusteringProtocol protocol, double? maxFraction = null, int? maxDocuments = null) => new()
        {
            Name = "Mock",
            Dataset = new DatasetReference("mock/mock", "1"),
            Subsets = [new TaskSubset("default", ["eng-Latn"])],
            Splits = ["test"],
            MainScore = "v_measure",
            Protocol = protocol,
            MaxFraction = maxFraction,
            MaxDocuments = maxDocuments,
        };

    /// <summary>A scope of one task; clustering searches nothing.</summary>
    public static EvaluationScope Scope(ClusteringTask task, IEncoder encoder, PythonRandom? random = null) => new(
        task, "test", "default", encoder, Search: null!, random ?? new PythonRandom(42),
        new PhaseClock(TimeProvider.System), Progress: null, TestContext.Current.CancellationToken);
}
