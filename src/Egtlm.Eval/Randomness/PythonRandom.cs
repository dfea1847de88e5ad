using System.Numerics;
using System.Runtime.InteropServices;

namespace Egtlm.Eval.Randomness;

/// <summary>
/// CPython's <c>random.Random(seed)</c>: the same draws bit for bit. Source: Lib/random.py, Modules/_randommodule.c.
/// </summary>
/// <param name="seed">Any integer; its sign is ignored, as in CPython.</param>
public sealed class PythonRandom(BigInteger seed)
{
    private readonly MersenneTwister _bits = new(Words(BigInteger.Abs(seed)));

    public uint NextUInt32() => _bits.NextUInt32();

    /// <summary><c>random()</c>: a double in [0, 1).</summary>
    public double NextDouble() => _bits.NextDouble();

    /// <summary>
    /// <c>getrandbits(count)</c> for 1 to 64 bits: whole words low first, the last one cut at its top.
    /// </summary>
    public ulong NextBits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        return count <= 32
            ? _bits.NextUInt32() >> (32 - count)
            : _bits.NextUInt32() | ((ulong)(_bits.NextUInt32() >> (64 - count)) << 32);
    }

    /// <summary><c>randrange(count)</c>, and with it <c>randint</c> and <c>choice</c>: a value in [0, count).</summary>
    public ulong NextBelow(ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(count);
        var bits = 64 - BitOperations.LeadingZeroCount(count);
        ulong value;
        do
        {
            value = NextBits(bits);
        }
        while (value >= count);
        return value;
    }

    /// <summary><c>shuffle(list)</c> in place, from the end.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)NextBelow((ulong)i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

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
                var j = (int)NextBelow((ulong)(count - i));
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
                pick = (int)NextBelow((ulong)count);
            }
            while (!seen.Add(pick));
            picks[i] = pick;
        }

        return picks;
    }

    /// <summary>
    /// The set size in CPython's choice between a pool and a set: 21, plus a power of four from six picks on.
    /// </summary>
    private static double PoolLimit(int size) =>
        size <= 5 ? 21 : 21 + Math.Pow(4, Math.Ceiling(Math.Log(size * 3L) / Math.Log(4)));

    private static uint[] Words(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true);
        Array.Resize(ref bytes, (bytes.Length + 3) / 4 * 4);
        return MemoryMarshal.Cast<byte, uint>(bytes).ToArray();
    }
}
