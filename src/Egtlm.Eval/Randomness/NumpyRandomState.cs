using System.Numerics;

namespace Egtlm.Eval.Randomness;

/// <summary>numpy's legacy <c>RandomState</c>: the same draws bit for bit. Source: numpy/random/mtrand.pyx.</summary>
public sealed class NumpyRandomState(uint seed)
{
    private readonly MersenneTwister _bits = new(seed);

    public uint NextUInt32() => _bits.NextUInt32();

    /// <summary><c>random_sample()</c>: a double in [0, 1).</summary>
    public double NextDouble() => _bits.NextDouble();

    /// <summary><c>shuffle(list)</c> in place, from the end, by masked rejection.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Interval((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>randint(low, high)</c>: an integer in [low, high).</summary>
    public long NextInt64(long low, long high) => low + Interval((uint)(high - low - 1));

    /// <summary>A value in [0, max] by masked rejection; draws nothing when max is 0.</summary>
    private uint Interval(uint max)
    {
        if (max == 0)
        {
            return 0;
        }

        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
        uint value;
        do
        {
            value = _bits.NextUInt32() & mask;
        }
        while (value > max);
        return value;
    }
}
