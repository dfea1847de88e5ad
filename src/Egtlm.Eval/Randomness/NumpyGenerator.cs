using System.Numerics;

namespace Egtlm.Eval.Randomness;

/// <summary>numpy's <c>default_rng(seed)</c>: a PCG64 generator with the same draws bit for bit.</summary>
/// <remarks>
/// O'Neill 2014, PCG XSL-RR 128/64; numpy/random/_generator.pyx and src/distributions/distributions.c.
/// </remarks>
public sealed class NumpyGenerator
{
    private static readonly UInt128 Multiplier = new(2549297995355413924, 4865540595714422341);
    private readonly UInt128 _increment;
    private UInt128 _state;
    private uint? _high;

    /// <param name="seed">A non-negative integer.</param>
    public NumpyGenerator(BigInteger seed)
    {
        var words = SeedSequence.Words(seed, 8);
        _increment = (Join(words, 4) << 1) | 1;
        Step();
        _state += Join(words, 0);
        Step();
    }

    public ulong NextUInt64()
    {
        Step();
        return ulong.RotateRight((ulong)(_state >> 64) ^ (ulong)_state, (int)(_state >> 122));
    }

    /// <summary>32 bits: the low half of a 64-bit draw, then its high half, whatever is drawn in between.</summary>
    public uint NextUInt32()
    {
        if (_high is { } high)
        {
            _high = null;
            return high;
        }

        var bits = NextUInt64();
        _high = (uint)(bits >> 32);
        return (uint)bits;
    }

    /// <summary><c>random()</c>: a double in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary><c>random(dtype=float32)</c>: a float in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1.0f / (1 << 24));

    /// <summary><c>integers(low, high)</c>: an integer in [low, high).</summary>
    public long NextInt64(long low, long high) => low + (long)Bounded((ulong)(high - low) - 1);

    /// <summary><c>shuffle(list)</c> in place, from the end, by masked rejection.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var mask = uint.MaxValue >> BitOperations.LeadingZeroCount((uint)i);
            uint j;
            do
            {
                j = NextUInt32() & mask;
            }
            while (j > i);
            (items[i], items[(int)j]) = (items[(int)j], items[i]);
        }
    }

    /// <summary><c>permutation(count)</c>.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle<int>(order);
        return order;
    }

    /// <summary><c>choice(count, size, replace=False)</c>.</summary>
    public int[] Choice(int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, count);

        // numpy's limits between shuffling the tail of the population and Floyd's sampling by a set.
        if (count > 10000 && size > count / 50)
        {
            int[] order = [.. Enumerable.Range(0, count)];
            ShuffleTail(order, Math.Max(count - size, 1));
            return order[(count - size)..];
        }

        var picks = new int[size];
        var seen = new HashSet<int>(size);
        for (var last = count - size; last < count; last++)
        {
            var pick = (int)Bounded((uint)last);
            if (!seen.Add(pick))
            {
                pick = last;
                seen.Add(pick);
            }

            picks[last - count + size] = pick;
        }

        ShuffleTail(picks, 1);
        return picks;
    }

    /// <summary>
    /// Swaps from the end down to <paramref name="first"/>; unlike <see cref="Shuffle"/> it draws by Lemire's method.
    /// </summary>
    private void ShuffleTail(Span<int> items, int first)
    {
        for (var i = items.Length - 1; i >= first; i--)
        {
            var j = (int)Bounded((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A value in [0, max] by Lemire's method (doi:10.1145/3230636); draws nothing when max is 0.</summary>
    private ulong Bounded(ulong max) => max switch
    {
        0 => 0,
        uint.MaxValue => NextUInt32(),
        ulong.MaxValue => NextUInt64(),
        < uint.MaxValue => Bounded32((uint)max + 1),
        _ => Bounded64(max + 1),
    };

    private uint Bounded32(uint count)
    {
        var threshold = (uint)-(int)count % count;
        ulong product;
        do
        {
            product = (ulong)NextUInt32() * count;
        }
        while ((uint)product < threshold);
        return (uint)(product >> 32);
    }

    private ulong Bounded64(ulong count)
    {
        var threshold = (ulong)-(long)count % count;
        UInt128 product;
        do
        {
            product = (UInt128)NextUInt64() * count;
        }
        while ((ulong)product < threshold);
        return (ulong)(product >> 64);
    }

    private void Step() => _state = (_state * Multiplier) + _increment;

    /// <summary>Four 32-bit words as numpy views them: two 64-bit words, low half first, the high word first.</summary>
    private static UInt128 Join(uint[] words, int start) => new(
        words[start] | ((ulong)words[start + 1] << 32),
        words[start + 2] | ((ulong)words[start + 3] << 32));
}
