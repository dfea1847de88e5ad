using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Encoders;

/// <summary>
/// <c>mteb/baseline-random-encoder</c>: 32 numbers in [0, 1) drawn from a seed that is the text's SHA-256 mod 2³².
/// The floor of every task, and an oracle: whole result files of mteb can be reproduced without weights.
/// </summary>
/// <remarks>Source: mteb/models/model_implementations/random_baseline.py.</remarks>
public sealed class RandomEncoder : IEncoder
{
    /// <summary>What <c>--model</c> calls it.</summary>
    public const string ModelName = "mteb/baseline-random-encoder";

    public ModelIdentity Identity { get; } = new(ModelName, "1");

    public int Dimension => 32;

    public SimilarityFunction Similarity => SimilarityFunction.Cosine;

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation) =>
        PerText.Encode(texts, Dimension, Fill, progress, cancellation);

    private static void Fill(string text, Span<float> vector)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var random = new NumpyGenerator(BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(^4..)));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = random.NextSingle();
        }
    }
}
