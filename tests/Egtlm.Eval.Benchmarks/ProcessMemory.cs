using System.Globalization;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Bytes of memory of this process, from Linux' /proc/self/status.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident now: the process' own and what it maps of files.</summary>
    public static long Resident => Read("VmRSS");

    /// <summary>Most that was resident at any time.</summary>
    public static long Peak => Read("VmHWM");

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        var kibibytes = line.AsSpan(name.Length + 1).Trim().TrimEnd(" kB");
        return long.Parse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture) << 10;
    }
}
