using System.Text;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>A fake encoder with the vectors of <c>baseline/hash</c> (goldens/README.md); keeps the requests.</summary>
internal sealed class HashedTexts : IEncoder
{
    public List<(PromptType PromptType, IReadOnlyList<string> Texts)> Requests { get; } = [];

    public ModelIdentity Identity { get; } = new("baseline/hash", "1");

    public int Dimension => 256;

    public SimilarityFunction Similarity { get; init; } = SimilarityFunction.Cosine;

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        Requests.Add((request.PromptType, texts));
        var vectors = new Matrix<float>(new float[texts.Count * Dimension], texts.Count, Dimension);
        Parallel.For(0, texts.Count, i => Hash(texts[i], vectors.Row(i)));
        return new EncodedTexts(vectors, "", 0, 0);
    }

    private static void Hash(string text, Span<float> vector)
    {
        var sums = new double[vector.Length];
        byte[][] points = [.. text.EnumerateRunes().Select(rune => Encoding.UTF8.GetBytes(rune.ToString()))];
        for (var size = 1; size <= 3; size++)
        {
            for (var start = 0; start + size <= points.Length; start++)
            {
                var hash = 2166136261u;
                foreach (var value in points.AsSpan(start, size).ToArray().SelectMany(bytes => bytes))
                {
                    hash = (hash ^ value) * 16777619u;
                }

                sums[hash % 256] += (hash & 0x80000000u) != 0 ? -1 : 1;
            }
        }

        var norm = Math.Sqrt(sums.Sum(sum => sum * sum));
        for (var i = 0; i < sums.Length; i++)
        {
            vector[i] = norm > 0 ? (float)(sums[i] / norm) : i == 0 ? 1 : 0;
        }
    }
}
