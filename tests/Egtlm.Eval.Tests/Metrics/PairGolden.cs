using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Metrics;

/// <summary>Embeddings of a stage golden, in the precision each function of the reference sees.</summary>
internal static class PairGolden
{
    /// <summary>The pair scores of a case of sts.json or pair_classification.json.</summary>
    public static PairSimilarities Similarities(JsonElement testCase)
    {
        JsonElement a = testCase.GetProperty("embeddings1"), b = testCase.GetProperty("embeddings2");
        var model = PairScores.Similarity(Single(a), Single(b), Similarity(testCase));
        if (a.GetProperty("dtype").GetString() == "float32")
        {
            return PairSimilarities.Of(Single(a), Single(b), Similarity(testCase)) with { Model = model };
        }

        // scikit-learn widens float16 to float64; np.dot stays in the type of its input.
        Matrix<double> x = Double(a), y = Double(b);
        var dot = a.GetProperty("dtype").GetString() == "float16"
            ? PairScores.Dot(Half(a), Half(b))
            : PairScores.Dot(x, y);
        return new(model, PairScores.Cosine(x, y), PairScores.Manhattan(x, y), PairScores.Euclidean(x, y), dot);
    }

    public static SimilarityFunction Similarity(JsonElement testCase) =>
        Enum.Parse<SimilarityFunction>(testCase.GetProperty("similarity_fn").GetString()!, ignoreCase: true);

    public static Matrix<float> Single(JsonElement array) => Matrix(array, value => (float)value);

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(SharedFolder.Number)];

    private static Matrix<double> Double(JsonElement array) => Matrix(array, value => value);

    private static Matrix<Half> Half(JsonElement array) => Matrix(array, value => (Half)value);

    private static Matrix<T> Matrix<T>(JsonElement array, Converter<double, T> convert)
    {
        int[] shape = [.. array.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var values = Numbers(array.GetProperty("data"));
        if (array.GetProperty("dtype").GetString() == "float16")
        {
            // Written with as few digits as tell float16 numbers apart.
            values = Array.ConvertAll(values, value => (double)(Half)value);
        }

        return new(Array.ConvertAll(values, convert), shape[0], shape[1]);
    }
}
