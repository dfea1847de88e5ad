namespace Egtlm.Eval.Statistics;

/// <summary>
/// Random numbers by position: number k of stream s of a seed is computed alone, so resamples do not depend on the
/// order or the threads they are drawn in.
/// </summary>
/// <remarks>
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), whose state is a counter:
/// <c>value(k) = mix(key + (k + 1)·γ)</c> with <c>key = mix(mix(seed + γ) + (stream + 1)·γ)</c>. Two of 10,000 streams
/// of 10,000 numbers overlap with a probability below 1e-7.
/// </remarks>
public static class CounterRandom
{
    // The constants of the reference SplitMix64 (mixer variant 13 of Stafford).
    private const ulong Gamma = 0x9e3779b97f4a7c15;

    /// <summary>The key of a stream: of one resample.</summary>
    public static ulong Key(ulong seed, int stream) => Mix(Mix(seed + Gamma) + (((ulong)stream + 1) * Gamma));

    /// <summary>Number <paramref name="k"/> of a stream, uniform over 64 bits.</summary>
    public static ulong Value(ulong key, int k) => Mix(key + (((ulong)k + 1) * Gamma));

    /// <summary>Number <paramref name="k"/> of a stream in [0, <paramref name="limit"/>).</summary>
    /// <remarks>
    /// Multiply and shift (Lemire 2019, doi:10.1145/3230636): no number is favoured by more than limit/2^64.
    /// </remarks>
    public static int Below(ulong key, int k, int limit) => (int)Math.BigMul(Value(key, k), (ulong)limit, out _);

    /// <summary>
    /// A seed for a named check: FNV-1a 64 of the name's UTF-8 bytes, mixed with the seed of the run.
    /// </summary>
    public static ulong SeedOf(string name, ulong seed)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in System.Text.Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 0x100000001b3;
        }

        return Mix(hash + Mix(seed + Gamma));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
