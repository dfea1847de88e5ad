using System.Text;

namespace Egtlm.Eval.Encoders;

/// <summary>
/// <c>baseline/hash</c>: signed counts of hashed 1-, 2- and 3-grams of code points in 256 places, unit length.
/// Deterministic and better than chance, so it proves loading and scoring without a model.
/// </summary>
/// <remarks>FNV-1a 32 of each window's UTF-8 bytes; defined in this project, see the encoder's tests.</remarks>
public sealed class HashEncoder : IEncoder
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;
    private const int LongestWindow = 3;

    /// <summary>What <c>--model</c> calls it.</summary>
    public const string ModelName = "baseline/hash";

    public ModelIdentity Identity { get; } = new(ModelName, "1");

    public int Dimension => 256;

    public SimilarityFunction Similarity => SimilarityFunction.Cosine;

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation) =>
        PerText.Encode(texts, Dimension, Fill, progress, cancellation);

    private static void Fill(string text, Span<float> vector)
    {
        Span<double> sums = stackalloc double[vector.Length];
        sums.Clear();
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < bytes.Length; start++)
        {
            if (IsContinuation(bytes[start]))
            {
                continue;
            }

            var hash = FnvOffset;
            var end = start;
            for (var window = 0; window < LongestWindow && end < bytes.Length; window++)
            {
                do
                {
                    hash = (hash ^ bytes[end++]) * FnvPrime;
                }
                while (end < bytes.Length && IsContinuation(bytes[end]));
                sums[(int)(hash % (uint)sums.Length)] += hash >> 31 == 1 ? -1 : 1;
            }
        }

        Normalise(sums, vector);
    }

    private static void Normalise(ReadOnlySpan<double> sums, Span<float> vector)
    {
        var squares = 0.0;
        foreach (var sum in sums)
        {
            squares += sum * sum;
        }

        if (squares == 0)
        {
            vector[0] = 1;
            return;
        }

        var norm = Math.Sqrt(squares);
        for (var i = 0; i < sums.Length; i++)
        {
            vector[i] = (float)(sums[i] / norm);
        }
    }

    /// <summary>True inside a UTF-8 sequence: a window starts and ends between code points.</summary>
    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
