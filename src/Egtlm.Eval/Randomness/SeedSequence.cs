using System.Numerics;

namespace Egtlm.Eval.Randomness;

/// <summary>numpy's <c>SeedSequence(seed)</c>: spreads an integer over the words that seed a generator.</summary>
/// <remarks>Constants from numpy/random/bit_generator.pyx, after O'Neill's seed_seq_fe (pcg-random.org).</remarks>
public static class SeedSequence
{
    private const int PoolSize = 4;

    /// <summary><c>generate_state(count)</c> as 32-bit words.</summary>
    public static uint[] Words(BigInteger seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed.Sign, nameof(seed));
        var pool = Mix(Entropy(seed));
        var words = new uint[count];
        var hash = 0x8b51f9ddu;
        for (var i = 0; i < count; i++)
        {
            var value = pool[i % PoolSize] ^ hash;
            hash *= 0x58f38dedu;
            value *= hash;
            words[i] = value ^ (value >> 16);
        }

        return words;
    }

    private static List<uint> Entropy(BigInteger seed)
    {
        List<uint> words = [];
        for (var rest = seed; !rest.IsZero; rest >>= 32)
        {
            words.Add((uint)(rest & uint.MaxValue));
        }

        return words;
    }

    private static uint[] Mix(List<uint> entropy)
    {
        var pool = new uint[PoolSize];
        var hash = 0x43b0d7e5u;
        for (var i = 0; i < PoolSize; i++)
        {
            pool[i] = Hash(i < entropy.Count ? entropy[i] : 0, ref hash);
        }

        for (var source = 0; source < PoolSize; source++)
        {
            for (var target = 0; target < PoolSize; target++)
            {
                if (source != target)
                {
                    pool[target] = Combine(pool[target], Hash(pool[source], ref hash));
                }
            }
        }

        foreach (var word in entropy.Skip(PoolSize))
        {
            for (var target = 0; target < PoolSize; target++)
            {
                pool[target] = Combine(pool[target], Hash(word, ref hash));
            }
        }

        return pool;
    }

    private static uint Hash(uint value, ref uint hash)
    {
        value ^= hash;
        hash *= 0x931e8875u;
        value *= hash;
        return value ^ (value >> 16);
    }

    private static uint Combine(uint x, uint y)
    {
        var mixed = (0xca01f9ddu * x) - (0x4973f715u * y);
        return mixed ^ (mixed >> 16);
    }
}
