using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class SummarizationEvaluatorTests
{
    // Human summaries point along the axes; of a vector (x, y) the nearest cosine is max(x, y) / length.
    private static readonly SummarizationData Data = new(
    [
        new("text", ["1 0", "0 1"], ["3 4", "5 0", "1 1", "0 0"], [2, 4, 1, 0]),
        new("left out", ["1 0"], ["1 0", "2 0"], [1, 2]),
    ]);

    [Theory]
    [InlineData(SimilarityFunction.Cosine, 1.0)]
    [InlineData(SimilarityFunction.Dot, 1.0)]
    [InlineData(SimilarityFunction.Euclidean, -0.7379)]
    public void Ratings_follow_the_nearest_human_summary(SimilarityFunction similarity, double spearman)
    {
        var scores = Evaluators.Evaluate(Data, TestScope.Of(Summaries(), new Coordinates(similarity)));

        // Cosines 0.8, 1, 0.7071, 0; inner products 4, 5, 1, 0; distances -√18, -4, -1, -1.
        Assert.Equal(1.0, Number(scores, "cosine_spearman"), 12);
        Assert.Equal(1.0, Number(scores, "dot_spearman"), 12);
        Assert.Equal(spearman, Number(scores, "spearman"), 1e-4);
        Assert.Equal(0.8606, Number(scores, "cosine_pearson"), 1e-4);
    }

    [Fact]
    public void The_deprecated_task_averages_p_values_too() => Assert.Equal(
        0.5, Number(Evaluators.Evaluate(Data, TestScope.Of(
            Summaries() with { IncludesPValues = true }, new Coordinates(SimilarityFunction.Cosine))),
            "cosine_spearman"), 7);

    private static SummarizationTask Summaries() => new()
    {
        Name = "Summaries",
        Dataset = new DatasetReference("org/set", "abc"),
        Subsets = [new TaskSubset("default", ["eng-Latn"])],
        Splits = ["test"],
        MainScore = "cosine_spearman",
        MinScore = 0,
        MaxScore = 5,
    };

    private static double Number(Scores scores, string name) =>
        Assert.IsType<ScoreValue.Number>(scores.Find(name)).Value;

    /// <summary>Takes the vector from the text.</summary>
    private sealed class Coordinates(SimilarityFunction similarity) : IEncoder
    {
        public ModelIdentity Identity { get; } = new("test/coordinates", "1");

        public int Dimension => 2;

        public SimilarityFunction Similarity => similarity;

        public EncodedTexts Encode(
            IReadOnlyList<string> texts,
            EncodeRequest request,
            IProgress<EncodeProgress>? progress,
            CancellationToken cancellation)
        {
            Assert.Equal(PromptType.None, request.PromptType);
            float[] values = [.. texts.SelectMany(text => text.Split(' ')).Select(
                number => float.Parse(number, CultureInfo.InvariantCulture))];
            return new EncodedTexts(new Matrix<float>(values, texts.Count, 2), "", 0, 0);
        }
    }
}
