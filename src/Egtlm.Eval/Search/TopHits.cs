using System.Runtime.Intrinsics;

namespace Egtlm.Eval.Search;

/// <summary>The best hits of one query seen so far; documents come by ascending row.</summary>
public sealed class TopHits(int count)
{
    // Survivors gather before they are cut to count again: the more, the fewer cuts.
    private readonly ulong[] _keys = new ulong[(2 * count) + 1024];
    private int _used;

    // A score must be above it to count. NaN lets everything through until count hits are held.
    private float _threshold = float.NaN;

    /// <summary>Most hits that are kept.</summary>
    public int Count => count;

    /// <summary>Takes the score of one document.</summary>
    public void Add(float score, int row)
    {
        if (!(score <= _threshold))
        {
            Keep(score, row);
        }
    }

    /// <summary>Takes the scores of documents <paramref name="first"/>, first + 1, ….</summary>
    public void Add(ReadOnlySpan<float> scores, int first)
    {
        var i = 0;
        for (; i <= scores.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var values = Vector512.Create(scores[i..]);
            var beaten = Vector512.LessThanOrEqual(values, Vector512.Create(_threshold)).ExtractMostSignificantBits();
            for (var above = ~beaten & 0xffff; above != 0; above &= above - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(above);
                Keep(scores[i + lane], first + i + lane);
            }
        }

        for (; i < scores.Length; i++)
        {
            Add(scores[i], first + i);
        }
    }

    /// <summary>Best first; equal scores by ascending row, NaN last.</summary>
    public Hit[] Sorted()
    {
        var keys = _keys.AsSpan(0, _used);
        keys.Sort(static (a, b) => b.CompareTo(a));
        return [.. keys[..Math.Min(count, _used)].ToArray().Select(key => new Hit(Row(key), Score(key)))];
    }

    private void Keep(float score, int row)
    {
        _keys[_used++] = Key(score, row);
        if (_used == _keys.Length)
        {
            Cut();
        }
    }

    /// <summary>Moves the best <c>count</c> keys to the front and forgets the rest.</summary>
    private void Cut()
    {
        Selection.LargestFirst(_keys.AsSpan(0, _used), count);
        _used = count;
        _threshold = count == 0 ? float.PositiveInfinity : Score(Smallest(_keys.AsSpan(0, count)));
    }

    private static ulong Smallest(ReadOnlySpan<ulong> keys) => System.Numerics.Tensors.TensorPrimitives.Min(keys);

    /// <summary>Orders hits as unsigned integers: by score, then by row downwards; NaN below every score.</summary>
    private static ulong Key(float score, int row)
    {
        // Adding 0 makes -0 and 0 equal. Flipped bits of negative floats order them with the positive ones.
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        var ordered = float.IsNaN(score) ? 0 : (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
        return ((ulong)ordered << 32) | ~(uint)row;
    }

    private static int Row(ulong key) => (int)~(uint)key;

    private static float Score(ulong key)
    {
        var ordered = (uint)(key >> 32);
        return ordered == 0 ? float.NaN
            : BitConverter.UInt32BitsToSingle((ordered & 0x80000000u) != 0 ? ordered & 0x7fffffffu : ~ordered);
    }
}
