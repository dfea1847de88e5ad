using System.Globalization;
using System.Numerics;
using Egtlm.Eval.Data;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Evaluation;

/// <summary>The numbers of mteb's fast clustering.</summary>
/// <param name="MaxDepth">Label levels scored; null for all.</param>
/// <param name="Bootstraps">Clusterings per level; mteb calls it <c>n_clusters</c>.</param>
/// <param name="BootstrapSize">Rows drawn with replacement for each; mteb calls it
/// <c>max_documents_per_cluster</c>.</param>
public sealed record FastClusteringProtocol(int? MaxDepth, int Bootstraps, int BootstrapSize);

/// <summary>mteb's fast clustering on embeddings that are already there.</summary>
public static class FastClustering
{
    // mteb/abstasks/clustering.py: k_mean_batch_size and the seed of every task.
    private const int BatchSize = 512;
    private const uint Seed = 42;

    /// <summary>Clusters bootstraps of the documents, level by level.</summary>
    /// <param name="embeddings"><c>[documents, dimension]</c> in sampled order.</param>
    /// <param name="paths">Labels per document, coarse first; a short path lacks the deeper levels.</param>
    /// <param name="random">The task's generator; it goes on after this call.</param>
    /// <returns>Scores in mteb's order; all of them Python floats there.</returns>
    /// <exception cref="EvaluationException">A level has no label, or more labels than a bootstrap has
    /// rows.</exception>
    public static Scores Score<T>(
        Matrix<T> embeddings,
        IReadOnlyList<IReadOnlyList<Label>> paths,
        FastClusteringProtocol protocol,
        PythonRandom random,
        CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var depth = Math.Min(protocol.MaxDepth ?? int.MaxValue, paths.Max(path => path.Count));
        List<(string Level, double[] VMeasures, double[] Amis)> levels = [];
        for (var level = 0; level < depth; level++)
        {
            var (documents, classes) = AtLevel(paths, level);
            RequireClasses(classes.Distinct().Count(), level, protocol);
            var fits = Bootstrap(embeddings, documents, classes, protocol, random, cancellation);
            Contingency[] tables = [.. fits.Select(fit => new Contingency(fit.Classes, fit.Assignment))];
            levels.Add((
                string.Create(CultureInfo.InvariantCulture, $"Level {level}"),
                [.. tables.Select(VMeasure.Of)],
                [.. tables.AsParallel().AsOrdered().Select(AdjustedMutualInformation.Of)]));
        }

        var scores = new Scores();
        Add(scores, "v_measures", "v_measure", [.. levels.Select(level => (level.Level, level.VMeasures))]);
        Add(scores, "ami_scores", "ami", [.. levels.Select(level => (level.Level, level.Amis))]);
        return scores;
    }

    /// <summary>The documents that have a label at a level, and their classes.</summary>
    /// <remarks>
    /// mteb fills a missing label with -1 and drops rows equal to -1. In an array of strings the filler becomes the
    /// text "-1", which is not equal to -1: there it stays, as one more class.
    /// </remarks>
    internal static (int[] Documents, int[] Classes) AtLevel(IReadOnlyList<IReadOnlyList<Label>> paths, int level)
    {
        Label[] labels = [.. paths.Select(path => level < path.Count ? path[level] : new Label(-1))];
        if (labels.Any(label => label.Text is not null))
        {
            return ([.. Enumerable.Range(0, labels.Length)],
                ClassNumbers.Of([.. labels.Select(label => new Label(label.ToString()))]));
        }

        int[] documents = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i].Number != -1)];
        return (documents, ClassNumbers.Of([.. documents.Select(i => labels[i])]));
    }

    /// <summary>
    /// Draws all bootstraps in turn, then fits them side by side: a fit draws from a generator of its own.
    /// </summary>
    internal static (int[] Rows, int[] Classes, int[] Assignment)[] Bootstrap<T>(
        Matrix<T> embeddings,
        int[] documents,
        int[] classes,
        FastClusteringProtocol protocol,
        PythonRandom random,
        CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var clusters = classes.Distinct().Count();
        var fits = new (int[] Rows, int[] Classes, int[] Assignment)[protocol.Bootstraps];
        for (var i = 0; i < fits.Length; i++)
        {
            var picks = random.Choices(documents.Length, protocol.BootstrapSize);
            fits[i] = ([.. picks.Select(pick => documents[pick])], [.. picks.Select(pick => classes[pick])], []);
        }

        Parallel.For(0, fits.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            fits[i].Assignment = MiniBatchKMeans.FitPredict(embeddings, fits[i].Rows, clusters, BatchSize, Seed));
        return fits;
    }

    private static void RequireClasses(int classes, int level, FastClusteringProtocol protocol)
    {
        if (classes < 1 || classes > protocol.BootstrapSize)
        {
            throw new EvaluationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"level {level} has {classes} labels, clustering needs 1 to {protocol.BootstrapSize}"),
                "check the label column: -1 stands for no label");
        }
    }

    private static void Add(Scores scores, string listName, string name, (string Level, double[] Values)[] levels)
    {
        var byLevel = new Scores();
        foreach (var (level, values) in levels)
        {
            byLevel.Add(level, new ScoreValue.List([.. values.Select(ScoreValue.FromDouble)]));
        }

        double[] all = [.. levels.SelectMany(level => level.Values)];
        scores.Add(listName, new ScoreValue.Map(byLevel));
        scores.Add(name, NumpyMath.Mean(all));
        scores.Add($"{name}_std", NumpyMath.StandardDeviation(all));
    }
}
