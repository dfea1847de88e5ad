using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Search;

/// <summary>Inner products of 4 queries with 32 documents, held in registers while the dimension is walked.</summary>
internal static class ScoreTile
{
    public const int Queries = 4;
    public const int Documents = 32;

    /// <summary>Writes the products as 4 rows of 32, <paramref name="stride"/> apart.</summary>
    /// <param name="queries"><c>[dimension, 4]</c>.</param>
    /// <param name="documents"><c>[dimension, 32]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        ReadOnlySpan<float> queries, ReadOnlySpan<float> documents, Span<float> scores, int stride)
    {
        var dimension = queries.Length / Queries;
        ArgumentOutOfRangeException.ThrowIfNotEqual(documents.Length, dimension * Documents);
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, ((Queries - 1) * stride) + Documents);
        ref var query = ref MemoryMarshal.GetReference(queries);
        ref var document = ref MemoryMarshal.GetReference(documents);
        Vector512<float> s00 = default, s01 = default, s10 = default, s11 = default;
        Vector512<float> s20 = default, s21 = default, s30 = default, s31 = default;
        for (var k = 0; k < dimension; k++)
        {
            var d0 = Vector512.LoadUnsafe(ref document, (nuint)(k * Documents));
            var d1 = Vector512.LoadUnsafe(ref document, (nuint)((k * Documents) + 16));
            Add(ref s00, ref s01, Unsafe.Add(ref query, k * Queries), d0, d1);
            Add(ref s10, ref s11, Unsafe.Add(ref query, (k * Queries) + 1), d0, d1);
            Add(ref s20, ref s21, Unsafe.Add(ref query, (k * Queries) + 2), d0, d1);
            Add(ref s30, ref s31, Unsafe.Add(ref query, (k * Queries) + 3), d0, d1);
        }

        Store(scores, s00, s01);
        Store(scores[stride..], s10, s11);
        Store(scores[(2 * stride)..], s20, s21);
        Store(scores[(3 * stride)..], s30, s31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref Vector512<float> low, ref Vector512<float> high, float query, Vector512<float> d0, Vector512<float> d1)
    {
        var value = Vector512.Create(query);
        low = Vector512.FusedMultiplyAdd(value, d0, low);
        high = Vector512.FusedMultiplyAdd(value, d1, high);
    }

    private static void Store(Span<float> scores, Vector512<float> low, Vector512<float> high)
    {
        low.CopyTo(scores);
        high.CopyTo(scores[Vector512<float>.Count..]);
    }
}
