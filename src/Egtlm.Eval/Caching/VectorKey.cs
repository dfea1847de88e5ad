using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Egtlm.Eval.Caching;

/// <summary>What a text is to a model: the first 128 bits of a SHA-256 over the tokens that it reads.</summary>
/// <remarks>
/// A billion texts share a key with probability 1.5e-21 (n² / 2¹²⁹), so that 16 bytes do where a git object takes 20.
/// </remarks>
public readonly record struct VectorKey(ulong First, ulong Second)
{
    /// <summary>Bytes of a key in a file.</summary>
    internal const int Size = 16;

    /// <param name="ids">Every token that the model reads, prompt and special tokens included.</param>
    /// <param name="prefixLength">
    /// Leading tokens that the pooling leaves out: two prompts can part the same tokens in different places.
    /// </param>
    public static VectorKey Of(ReadOnlySpan<int> ids, int prefixLength)
    {
        var input = ArrayPool<int>.Shared.Rent(ids.Length + 1);
        input[0] = prefixLength;
        ids.CopyTo(input.AsSpan(1));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(input.AsSpan(0, ids.Length + 1)), digest);
        ArrayPool<int>.Shared.Return(input);
        return MemoryMarshal.Read<VectorKey>(digest);
    }

    /// <summary>The key is a hash already.</summary>
    public override int GetHashCode() => (int)First;
}
