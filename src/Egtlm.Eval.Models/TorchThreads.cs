using TorchSharp;

namespace Egtlm.Eval.Models;

/// <summary>How many threads torch computes with.</summary>
internal static class TorchThreads
{
    private const string CpuFolder = "/sys/devices/system/cpu";

    /// <summary>One thread per physical core, unless OMP_NUM_THREADS says otherwise.</summary>
    public static void Set()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")))
        {
            torch.set_num_threads(Physical());
        }
    }

    // Two threads of one core share its multipliers: measured no faster, often slower. The processor count also
    // knows affinity and container limits, so it bounds the cores.
    private static int Physical()
    {
        if (!Directory.Exists(CpuFolder))
        {
            return Environment.ProcessorCount;
        }

        var cores = Directory.EnumerateDirectories(CpuFolder, "cpu*")
            .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct()
            .Count();
        return cores == 0 ? Environment.ProcessorCount : Math.Min(cores, Environment.ProcessorCount);
    }
}
