using Egtlm.Eval.Data;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Clustering tasks: MiniBatchKMeans on embeddings as they are, scored against the labels.</summary>
/// <remarks>Source: mteb/abstasks/clustering_legacy.py and clustering.py (2.20.0).</remarks>
public static class ClusteringEvaluator
{
    private const int Bootstraps = 10;
    private const int BootstrapSize = 16384;

    /// <summary>Clusters each set on its own; a set with one label scores 1 and is not encoded.</summary>
    /// <returns><c>v_measure</c>, <c>v_measure_std</c> and <c>v_measures</c>, one per set.</returns>
    /// <exception cref="EvaluationException">There is no set, or a set has fewer texts than labels.</exception>
    public static Scores EvaluateLegacy(LegacyClusteringData data, ClusteringTask task, EvaluationScope scope)
    {
        if (data.Sets.Count == 0)
        {
            throw Empty(task, scope);
        }

        List<double> measures = [];
        foreach (var set in data.Sets)
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            RequireLabels(set.Texts.Count, set.Labels.Count, task, scope);
            if (set.Labels.Distinct().Count() <= 1)
            {
                measures.Add(1);
                continue;
            }

            var embeddings = scope.Phase("Encoding", () => scope.Encode(set.Texts));
            measures.Add(scope.Phase("Scoring", () => LegacyClustering.VMeasureOf(embeddings, set.Labels)));
        }

        foreach (var (set, measure) in measures.Index())
        {
            scope.Record(set, ("v_measure", measure));
        }

        return LegacyClustering.Summarise(measures);
    }

    /// <summary>Embeds a sample of the documents and clusters bootstraps of it, level by level.</summary>
    /// <returns><c>v_measures</c>, <c>v_measure</c>, <c>v_measure_std</c>, then the same for <c>ami</c>.</returns>
    /// <exception cref="EvaluationException">No document is left to embed, or the task sets both limits.</exception>
    public static Scores EvaluateFast(FastClusteringData data, ClusteringTask task, EvaluationScope scope)
    {
        RequireLabels(data.Texts.Count, data.LabelPaths.Count, task, scope);
        var sample = Sample(data.Texts.Count, task, scope);
        if (sample.Length == 0)
        {
            throw Empty(task, scope);
        }

        string[] texts = [.. sample.Select(i => data.Texts[i])];
        IReadOnlyList<Label>[] paths = [.. sample.Select(i => data.LabelPaths[i])];
        var embeddings = scope.Phase("Encoding", () => scope.Encode(texts));
        var protocol = new FastClusteringProtocol(task.MaxDepth, Bootstraps, BootstrapSize);
        return scope.Phase("Scoring", () =>
            FastClustering.Score(embeddings, paths, protocol, scope.Random, RecordIn(scope)));
    }

    /// <summary>Keeps the V-measure of every bootstrap of every level.</summary>
    private static Action<int, int, double> RecordIn(EvaluationScope scope) => (level, bootstrap, measure) =>
    {
        var item = FormattableString.Invariant($"{level}/{bootstrap}");
        scope.Record(item, item, ("v_measure", measure));
    };

    /// <summary>
    /// The embedded documents in embedding order; draws from the task's generator only where there is a limit.
    /// </summary>
    private static int[] Sample(int documents, ClusteringTask task, EvaluationScope scope)
    {
        var limit = (task.MaxFraction, task.MaxDocuments) switch
        {
            (null, null) => (int?)null,
            ({ } fraction, null) => (int)(fraction * documents),
            (null, { } most) => most,
            _ => throw new EvaluationException(
                $"'{task.Name}' sets both 'max_fraction' and 'max_documents'", "keep one of them in the task file"),
        };
        return limit is { } size
            ? scope.Random.Sample(documents, Math.Min(size, documents))
            : [.. Enumerable.Range(0, documents)];
    }

    private static EvaluationException Empty(ClusteringTask task, EvaluationScope scope) => new(
        $"'{task.Name}' ({scope.Subset}, {scope.Split}) has no document to cluster",
        "check the data files and 'max_fraction' in the task file");

    private static void RequireLabels(int texts, int labels, ClusteringTask task, EvaluationScope scope)
    {
        if (texts != labels)
        {
            throw new EvaluationException(
                $"'{task.Name}' ({scope.Subset}, {scope.Split}) has {texts} texts and {labels} labels in one set",
                "the data set needs one label per text");
        }
    }
}
