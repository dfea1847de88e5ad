using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>Tasks and scopes of evaluator tests.</summary>
internal static class TestScope
{
    public static EvaluationScope Of(TaskDefinition task, IEncoder encoder) => new(
        task,
        "test",
        "default",
        encoder,
        new ExactSearch(),
        new PythonRandom(42),
        new PhaseClock(TimeProvider.System),
        null,
        TestContext.Current.CancellationToken);

    public static StsTask Sts() => new()
    {
        Name = "Sts",
        Dataset = Dataset,
        Subsets = Subsets,
        Splits = ["test"],
        MainScore = "cosine_spearman",
        MinScore = 0,
        MaxScore = 5,
    };

    public static PairClassificationTask Pairs() => new()
    {
        Name = "Pairs",
        Dataset = Dataset,
        Subsets = Subsets,
        Splits = ["test"],
        MainScore = "max_accuracy",
    };

    public static RetrievalTask Retrieval(bool ignoreIdenticalIds = false) => new()
    {
        Name = "Retrieval",
        Dataset = Dataset,
        Subsets = Subsets,
        Splits = ["test"],
        MainScore = "ndcg_at_10",
        IgnoreIdenticalIds = ignoreIdenticalIds,
    };

    public static RerankingTask Reranking(string mainScore = "map_at_1000") => new()
    {
        Name = "Reranking",
        Dataset = Dataset,
        Subsets = Subsets,
        Splits = ["test"],
        MainScore = mainScore,
    };

    private static DatasetReference Dataset => new("org/set", "abc");

    private static TaskSubset[] Subsets => [new("default", ["eng-Latn"])];
}
