using System.Numerics;

namespace Egtlm.Eval.Randomness;

/// <summary>numpy's legacy <c>RandomState</c>: the same draws bit for bit. Source: numpy/random/mtrand.pyx.</summary>
public sealed class NumpyRandomState(uint seed)
{
    private readonly MersenneTwister _bits = new(seed);

    public uint NextUInt32() => _bits.NextUInt32();

    /// <summary><c>random_sample()</c>: a double in [0, 1).</summary>
    public double NextDouble() => _bits.NextDouble();

    /// <summary><c>uniform(low, high)</c>.</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * _bits.NextDouble());

    /// <summary><c>randint(low, high)</c>: an integer in [low, high).</summary>
    public long NextInt64(long low, long high) => low + (long)Interval((ulong)(high - low) - 1);

    /// <summary><c>randint(0, count, size)</c>: indices drawn with replacement.</summary>
    public int[] Integers(int count, int size)
    {
        var picks = new int[size];
        for (var i = 0; i < size; i++)
        {
            picks[i] = (int)Interval((uint)count - 1);
        }

        return picks;
    }

    /// <summary><c>shuffle(list)</c> in place, from the end, by masked rejection.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Interval((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>permutation(count)</c>.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle<int>(order);
        return order;
    }

    /// <summary><c>choice(count, size, replace=False)</c>: the head of a permutation.</summary>
    public int[] Choice(int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, count);
        return Permutation(count)[..size];
    }

    /// <summary><c>choice(len(p), p=p)</c>: one index, by one double.</summary>
    public int Choice(Cumulative probabilities) => probabilities.Find(_bits.NextDouble());

    /// <summary><c>choice(len(p), size, p=p)</c>: indices drawn with replacement, one double each.</summary>
    public int[] Choice(Cumulative probabilities, int size)
    {
        var picks = new int[size];
        for (var i = 0; i < size; i++)
        {
            picks[i] = probabilities.Find(_bits.NextDouble());
        }

        return picks;
    }

    /// <summary>
    /// A value in [0, max] by masked rejection; draws nothing when max is 0, two words beyond 32 bits.
    /// </summary>
    private ulong Interval(ulong max)
    {
        if (max == 0)
        {
            return 0;
        }

        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(max);
        ulong value;
        do
        {
            value = max > uint.MaxValue ? ((ulong)_bits.NextUInt32() << 32) | _bits.NextUInt32() : _bits.NextUInt32();
            value &= mask;
        }
        while (value > max);
        return value;
    }
}
