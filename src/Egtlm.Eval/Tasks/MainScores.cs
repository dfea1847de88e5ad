using Egtlm.Eval.Metrics;

namespace Egtlm.Eval.Tasks;

/// <summary>The metrics that each type of task gives and that may be its main score (scoring-spec §2).</summary>
internal static class MainScores
{
    // mteb/abstasks/retrieval.py: the cut-offs of every ranking metric.
    private static readonly int[] CutOffs = [1, 3, 5, 10, 20, 100, 1000];

    private static readonly string[] Ranking =
    [
        .. new[] { "ndcg", "map", "recall", "precision", "mrr", "hit_rate" }
            .SelectMany(metric => CutOffs.Select(k => FormattableString.Invariant($"{metric}_at_{k}"))),
        "accuracy",
    ];

    private static readonly string[] Similarity =
    [
        "pearson", "spearman",
        .. new[] { "cosine", "manhattan", "euclidean" }
            .SelectMany(distance => new[] { $"{distance}_pearson", $"{distance}_spearman" }),
    ];

    private static readonly string[] Pairs =
    [
        .. new[] { "similarity", "cosine", "manhattan", "euclidean", "dot", "max" }
            .SelectMany(distance => new[] { "accuracy", "f1", "precision", "recall", "ap" }
                .Select(metric => $"{distance}_{metric}")),
    ];

    private static readonly string[] Classes =
    [
        "accuracy", "f1", "f1_weighted", "precision", "precision_weighted",
        "recall", "recall_weighted", "ap", "ap_weighted",
    ];

    private static readonly string[] Clusters = ["v_measure", "ami"];

    private static readonly string[] Summaries =
    [
        "pearson", "spearman", "cosine_spearman", "cosine_pearson", "dot_pearson", "dot_spearman",
    ];

    private static readonly string[] Reranking =
    [
        .. Ranking,
        .. Ranking.Select(metric => SubqueryMaximum.Prefix + metric),
        LegacyReranking.Map, LegacyReranking.Mrr,
    ];

    /// <summary>Names of the metrics of <paramref name="task"/> that can be its main score.</summary>
    public static IReadOnlyList<string> Of(TaskDefinition task) => task switch
    {
        ClusteringTask { Protocol: ClusteringProtocol.Legacy } => ["v_measure"],
        GenerationTask generation => Of(generation.Check),
        _ => Of(task.Type),
    };

    private static string[] Of(TaskType type) => type switch
    {
        TaskType.Retrieval => Ranking,
        TaskType.Reranking => Reranking,
        TaskType.Sts => Similarity,
        TaskType.Classification => Classes,
        TaskType.Clustering => Clusters,
        TaskType.PairClassification => Pairs,
        TaskType.Summarization => Summaries,
        TaskType.Generation => [.. Enum.GetValues<GenerationCheck>().SelectMany(Of)],
    };

    private static string[] Of(GenerationCheck check) => check switch
    {
        GenerationCheck.Isolation => ["equal"],
        GenerationCheck.Response => ["nll_per_token", "perplexity"],
        GenerationCheck.Text => ["bits_per_byte", "nll_per_token"],
        GenerationCheck.Choice => ["margin", "acc", "acc_norm"],
        GenerationCheck.Degeneration => ["degenerate", "leak", "rep_4", "distinct_2", "length", "has_end", "script"],
        GenerationCheck.Instructions => ["prompt_strict", "prompt_loose", "inst_strict", "inst_loose"],
        GenerationCheck.Answers => ["exact_match", "flexible", "f1"],
        GenerationCheck.Drift => ["kl", "same_top", "rms_change"],
    };
}
