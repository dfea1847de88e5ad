using System.Numerics;

namespace Egtlm.Eval.Randomness;

/// <summary>CPython's <c>random.Random(seed)</c>: the same draws bit for bit. Source: Lib/random.py, Modules/_randommodule.c.</summary>
public sealed class PythonRandom(uint seed)
{
    private readonly MersenneTwister _bits = new([seed]);

    public uint NextUInt32() => _bits.NextUInt32();

    /// <summary><c>random()</c>: a double in [0, 1).</summary>
    public double NextDouble() => _bits.NextDouble();

    /// <summary><c>choices(range(count), k=size)</c>: indices drawn with replacement.</summary>
    public int[] Choices(int count, int size)
    {
        var picks = new int[size];
        for (var i = 0; i < size; i++)
        {
            picks[i] = (int)Math.Floor(_bits.NextDouble() * count);
        }

        return picks;
    }

    /// <summary><c>sample(range(count), size)</c>: distinct indices in drawn order.</summary>
    public int[] Sample(int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, count);
        var picks = new int[size];
        if (count <= PoolLimit(size))
        {
            int[] pool = [.. Enumerable.Range(0, count)];
            for (var i = 0; i < size; i++)
            {
                var j = (int)Below((uint)(count - i));
                picks[i] = pool[j];
                pool[j] = pool[count - i - 1];
            }

            return picks;
        }

        var seen = new HashSet<int>(size);
        for (var i = 0; i < size; i++)
        {
            int pick;
            do
            {
                pick = (int)Below((uint)count);
            }
            while (!seen.Add(pick));
            picks[i] = pick;
        }

        return picks;
    }

    /// <summary>The set size in CPython's choice between a pool and a set: 21, plus a power of four from six picks on.</summary>
    private static double PoolLimit(int size) =>
        size <= 5 ? 21 : 21 + Math.Pow(4, Math.Ceiling(Math.Log(size * 3) / Math.Log(4)));

    /// <summary><c>_randbelow(n)</c>: rejection on the top bits.</summary>
    private uint Below(uint n)
    {
        var bits = 32 - BitOperations.LeadingZeroCount(n);
        uint value;
        do
        {
            value = _bits.NextUInt32() >> (32 - bits);
        }
        while (value >= n);
        return value;
    }
}
