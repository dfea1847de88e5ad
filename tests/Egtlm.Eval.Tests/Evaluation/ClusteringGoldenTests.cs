using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>stages/clustering.json: scores of both protocols on given embeddings, against mteb 2.20.0.</summary>
public sealed class ClusteringGoldenTests
{
    // Logarithms may differ in the last bit between libraries; the labels behind the scores are equal.
    private const double Tolerance = 1e-9;

    [Fact]
    public void Legacy_scores_equal_the_golden()
    {
        foreach (var one in Cases("legacy"))
        {
            StageGolden.Check(Name(one), () =>
            {
                double[] measures = [.. one.GetProperty("sets").EnumerateArray().Select(LegacyMeasure)];
                ScoresGolden.Matches(one.GetProperty("result"), LegacyClustering.Summarise(measures), Tolerance);
            });
        }
    }

    [Fact]
    public void Fast_scores_equal_the_golden()
    {
        foreach (var one in Cases("fast"))
        {
            StageGolden.Check(Name(one), () =>
            {
                var random = new PythonRandom(42);
                foreach (var (evaluation, result) in Evaluations(one).Zip(Results(one)))
                {
                    var (embeddings, paths) = Draw(one, evaluation, random);
                    var scores = FastClustering.Score(embeddings, paths, Protocol(one), random);
                    ScoresGolden.Matches(result, scores, Tolerance);
                }
            });
        }
    }

    [Fact]
    public void Fast_bootstraps_equal_the_golden()
    {
        foreach (var one in Cases("fast"))
        {
            StageGolden.Check(Name(one), () =>
            {
                var random = new PythonRandom(42);
                var bootstraps = new Queue<JsonElement>(one.GetProperty("bootstraps").EnumerateArray());
                foreach (var evaluation in Evaluations(one))
                {
                    var (embeddings, paths) = Draw(one, evaluation, random);
                    var depth = Math.Min(Protocol(one).MaxDepth ?? int.MaxValue, paths.Max(path => path.Count));
                    for (var level = 0; level < depth; level++)
                    {
                        var labelled = FastClustering.AtLevel(paths, level);
                        for (var i = 0; i < Protocol(one).Bootstraps; i++)
                        {
                            var picks = random.Choices(labelled.Documents.Length, Protocol(one).BootstrapSize);
                            Bootstrap(bootstraps.Dequeue(), embeddings, labelled, picks);
                        }
                    }
                }

                Assert.Empty(bootstraps);
            });
        }
    }

    private static void Bootstrap(
        JsonElement golden, Matrix<float> embeddings, LabelledDocuments labelled, int[] picks)
    {
        Assert.Equal(golden.GetProperty("population").GetInt32(), labelled.Documents.Length);
        Assert.Equal(StageGolden.Integers(golden.GetProperty("indices_first20")), picks.Take(20));
        Assert.Equal(golden.GetProperty("indices_sum").GetInt64(), picks.Sum(pick => (long)pick));
        int[] rows = [.. picks.Select(pick => labelled.Documents[pick])];
        var fit = new MiniBatchKMeansFit<float>(embeddings, rows, new(labelled.ClassCount, 512, 42));
        FitReplay.SameSeeds(golden, fit, rows);
        if (golden.TryGetProperty("fit", out var steps))
        {
            FitReplay.Run(steps, fit, rows);
        }

        while (!fit.IsDone)
        {
            fit.Step();
        }

        Assert.Equal(golden.GetProperty("n_steps").GetInt32(), fit.Steps);
        var labels = fit.Labels();
        var expected = StageGolden.Integers(golden.GetProperty("label_of_each_kept_row"));
        Assert.Equal(picks.Select(pick => expected[pick]), labels);
        Assert.Equal(
            StageGolden.Integers(golden.GetProperty("cluster_sizes")),
            Enumerable.Range(0, labelled.ClassCount).Select(cluster => labels.Count(label => label == cluster)));
    }

    private static double LegacyMeasure(JsonElement set)
    {
        Label[] labels = [.. set.GetProperty("labels").EnumerateArray().Select(ReadLabel)];
        var embeddings = set.GetProperty("embeddings");
        return labels.Distinct().Count() == 1 ? 1
            : embeddings.GetProperty("dtype").GetString() == "float32"
            ? LegacyClustering.VMeasureOf(StageGolden.Singles(embeddings), labels)
            : LegacyClustering.VMeasureOf(StageGolden.Doubles(embeddings), labels);
    }

    /// <summary>Draws the sample of an evaluation and checks it against the golden's.</summary>
    private static (Matrix<float> Embeddings, IReadOnlyList<Label>[] Paths) Draw(
        JsonElement one, int[] embedded, PythonRandom random)
    {
        var documents = one.GetProperty("n_documents").GetInt32();
        if (Limit(one, documents) is { } size)
        {
            Assert.Equal(embedded, random.Sample(documents, size));
        }

        var embeddings = StageGolden.Singles(one.GetProperty("embeddings"));
        var labels = one.GetProperty("labels");
        return (embeddings.Rows == documents ? embeddings.SelectRows(embedded) : embeddings,
            [.. embedded.Select(i => ReadPath(labels[i]))]);
    }

    private static int? Limit(JsonElement one, int documents) =>
        one.GetProperty("max_fraction_of_documents_to_embed") is { ValueKind: JsonValueKind.Number } fraction
            ? (int)(fraction.GetDouble() * documents)
            : OptionalInt32(one, "max_document_to_embed");

    private static FastClusteringProtocol Protocol(JsonElement one) => new(
        OptionalInt32(one, "max_depth"),
        one.GetProperty("n_clusters").GetInt32(),
        one.GetProperty("max_documents_per_cluster").GetInt32());

    private static int[][] Evaluations(JsonElement one)
    {
        var order = one.GetProperty("embedded_documents_in_order");
        return order[0].ValueKind == JsonValueKind.Array
            ? [.. order.EnumerateArray().Select(StageGolden.Integers)]
            : [StageGolden.Integers(order)];
    }

    private static JsonElement[] Results(JsonElement one) => one.TryGetProperty("result", out var result)
        ? [result]
        : [.. one.GetProperty("results_of_successive_evaluations_of_one_task_object").EnumerateArray()];

    private static IReadOnlyList<Label> ReadPath(JsonElement path) => path.ValueKind == JsonValueKind.Array
        ? [.. path.EnumerateArray().Select(ReadLabel)]
        : [ReadLabel(path)];

    private static Label ReadLabel(JsonElement label) =>
        label.ValueKind == JsonValueKind.String ? new Label(label.GetString()!) : new Label(label.GetInt64());

    private static int? OptionalInt32(JsonElement one, string name) =>
        one.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static JsonElement[] Cases(string kind)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "clustering.json")
            .Where(one => one.GetProperty("kind").GetString() == kind).ToArray();
        Assert.NotEmpty(cases);
        return cases;
    }

    private static string Name(JsonElement one) => one.GetProperty("name").GetString()!;
}
