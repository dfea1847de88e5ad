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

/// <summary>The documents that take part at one level of labels.</summary>
/// <param name="Documents">Places in the embedded documents, ascending.</param>
/// <param name="Classes">Class of each, numbered from 0.</param>
internal sealed record LabelledDocuments(int[] Documents, int[] Classes)
{
    public int ClassCount { get; } = Classes.Length == 0 ? 0 : Classes.Max() + 1;
}

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
    /// <param name="measured">Told level, number of the bootstrap and its V-measure, in order.</param>
    /// <returns>Scores in mteb's order; all of them Python floats there.</returns>
    /// <exception cref="EvaluationException">A level has no label, or more labels than a bootstrap has
    /// rows.</exception>
    public static Scores Score<T>(
        Matrix<T> embeddings,
        IReadOnlyList<IReadOnlyList<Label>> paths,
        FastClusteringProtocol protocol,
        PythonRandom random,
        Action<int, int, double>? measured = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var depth = Math.Min(protocol.MaxDepth ?? int.MaxValue, paths.Max(path => path.Count));
        var (vMeasures, amis) = (new double[depth][], new double[depth][]);
        for (var i = 0; i < depth; i++)
        {
            var level = AtLevel(paths, i);
            RequireClasses(level, i, protocol);
            var tables = Bootstrap(embeddings, level, protocol, random);
            vMeasures[i] = [.. tables.Select(VMeasure.Of)];
            foreach (var (bootstrap, measure) in vMeasures[i].Index())
            {
                measured?.Invoke(i, bootstrap, measure);
            }

            amis[i] = [.. tables.AsParallel().AsOrdered().Select(AdjustedMutualInformation.Of)];
        }

        var scores = new Scores();
        Add(scores, "v_measures", "v_measure", vMeasures);
        Add(scores, "ami_scores", "ami", amis);
        return scores;
    }

    /// <summary>The documents that have a label at a level, and their classes.</summary>
    /// <remarks>
    /// mteb fills a missing label with -1 and drops rows equal to -1. In an array of strings the filler becomes the
    /// text "-1", which is not equal to -1: there it stays, as one more class.
    /// </remarks>
    internal static LabelledDocuments AtLevel(IReadOnlyList<IReadOnlyList<Label>> paths, int level)
    {
        Label[] labels = [.. paths.Select(path => level < path.Count ? path[level] : new Label(-1))];
        if (labels.Any(label => label.Text is not null))
        {
            Label[] texts = [.. labels.Select(label => new Label(label.ToString()))];
            return new LabelledDocuments([.. Enumerable.Range(0, labels.Length)], ClassNumbers.Of(texts));
        }

        int[] documents = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i].Number != -1)];
        return new LabelledDocuments(documents, ClassNumbers.Of([.. documents.Select(i => labels[i])]));
    }

    /// <summary>
    /// Draws all bootstraps in turn, then fits them side by side: a fit draws from a generator of its own.
    /// </summary>
    private static Contingency[] Bootstrap<T>(
        Matrix<T> embeddings, LabelledDocuments level, FastClusteringProtocol protocol, PythonRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = new MiniBatchKMeansOptions(level.ClassCount, BatchSize, Seed);
        int[][] bootstraps = [.. Enumerable.Range(0, protocol.Bootstraps)
            .Select(_ => random.Choices(level.Documents.Length, protocol.BootstrapSize))];
        var tables = new Contingency[bootstraps.Length];
        Parallel.For(0, tables.Length, i =>
        {
            int[] rows = [.. bootstraps[i].Select(pick => level.Documents[pick])];
            int[] classes = [.. bootstraps[i].Select(pick => level.Classes[pick])];
            tables[i] = new Contingency(classes, MiniBatchKMeans.FitPredict(embeddings, rows, options));
        });
        return tables;
    }

    private static void RequireClasses(LabelledDocuments documents, int level, FastClusteringProtocol protocol)
    {
        if (documents.ClassCount < 1 || documents.ClassCount > protocol.BootstrapSize)
        {
            throw new EvaluationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"level {level} has {documents.ClassCount} labels, expected 1 to {protocol.BootstrapSize}"),
                "check the label column: -1 stands for no label");
        }
    }

    private static void Add(Scores scores, string listName, string name, double[][] valuesByLevel)
    {
        var byLevel = new Scores();
        foreach (var (level, values) in valuesByLevel.Index())
        {
            byLevel.Add(
                string.Create(CultureInfo.InvariantCulture, $"Level {level}"),
                new ScoreValue.List([.. values.Select(ScoreValue.FromDouble)]));
        }

        double[] all = [.. valuesByLevel.SelectMany(values => values)];
        scores.Add(listName, new ScoreValue.Map(byLevel));
        scores.Add(name, NumpyMath.Mean(all));
        scores.Add($"{name}_std", NumpyMath.StandardDeviation(all));
    }
}
