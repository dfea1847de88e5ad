using System.Numerics;
using System.Runtime.InteropServices;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Models;

/// <summary>
/// Keeps the best hits of one query while scores come in by row; equal scores are won by the lower row.
/// </summary>
/// <remarks>Rows must come in ascending order. NaN comes last.</remarks>
internal sealed class HitCollector
{
    private readonly int _count;
    private readonly ulong[] _keys;
    private int _filled;
    private bool _hasThreshold;
    private float _threshold;

    /// <param name="count">Most hits to keep, at least 1.</param>
    public HitCollector(int count)
    {
        _count = count;
        _keys = new ulong[checked(2 * count)];
    }

    /// <summary>Most hits that are kept.</summary>
    public int Count => _count;

    /// <summary>
    /// Takes the scores of rows <paramref name="firstRow"/>, <paramref name="firstRow"/> + 1 and so on.
    /// </summary>
    public void Offer(ReadOnlySpan<float> scores, int firstRow)
    {
        var blocks = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var width = Vector<float>.Count;
        for (var block = 0; block < blocks.Length; block++)
        {
            // Almost every block is below the threshold once it is set: one comparison skips it.
            if (!_hasThreshold || Vector.GreaterThanAny(blocks[block], new Vector<float>(_threshold)))
            {
                OfferEach(scores.Slice(block * width, width), firstRow + (block * width));
            }
        }

        var rest = blocks.Length * width;
        OfferEach(scores[rest..], firstRow + rest);
    }

    /// <summary>Takes one score.</summary>
    public void Offer(float score, int row)
    {
        if (_hasThreshold && !(score > _threshold))
        {
            return;
        }

        _keys[_filled++] = Key(score, row);
        if (_filled == _keys.Length)
        {
            Array.Sort(_keys);
            _filled = _count;
            _threshold = Score(_keys[_count - 1]);
            _hasThreshold = !float.IsNaN(_threshold);
        }
    }

    /// <summary>The hits, best first.</summary>
    public Hit[] Take()
    {
        var keys = _keys.AsSpan(0, _filled);
        keys.Sort();
        var hits = new Hit[Math.Min(_count, keys.Length)];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = new Hit((int)(uint)keys[i], Score(keys[i]));
        }

        return hits;
    }

    private void OfferEach(ReadOnlySpan<float> scores, int firstRow)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            Offer(scores[i], firstRow + i);
        }
    }

    // One integer per hit that sorts by falling score, then rising row: IEEE bits
    // order like integers once the sign is folded in.
    private static ulong Key(float score, int row)
    {
        if (float.IsNaN(score))
        {
            return ((ulong)uint.MaxValue << 32) | (uint)row;
        }

        var bits = BitConverter.SingleToInt32Bits(score == 0 ? 0f : score); // -0 equals 0
        var rising = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)~rising << 32) | (uint)row;
    }

    private static float Score(ulong key)
    {
        var rising = (int)~(uint)(key >> 32);
        return BitConverter.Int32BitsToSingle(rising < 0 ? rising ^ int.MinValue : ~rising);
    }
}
