using Egtlm.Eval.Models;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>What only a GPU can show: equality with the CPU, and speed at real sizes with made-up weights.</summary>
internal static class GpuBenchmark
{
    /// <summary>The argument that chooses this.</summary>
    public const string Command = "gpu";

    private static readonly Dictionary<string, Action<GpuBench>> Parts = new()
    {
        ["facts"] = GpuFacts.Run,
        ["states"] = GpuStates.Run,
        ["speed"] = GpuSpeed.Run,
        ["search"] = GpuSearch.Run,
        ["generate"] = GpuGenerate.Run,
        ["memory"] = GpuMemory.Run,
    };

    /// <summary>Runs parts in the order given; what one prints stands even where a later one fails.</summary>
    /// <param name="arguments">
    /// <c>[--device cuda] [--tiny] [PART | PART=MODEL …]</c>; all parts where none is named.
    /// </param>
    /// <returns>1 where a part failed, else 0.</returns>
    public static int Run(string[] arguments)
    {
        var device = arguments.SkipWhile(word => word != "--device").Skip(1).FirstOrDefault() ?? "cuda";
        string[] named = [.. arguments.Where(word => Parts.ContainsKey(word.Split('=')[0]))];
        var failures = 0;
        foreach (var name in named.Length == 0 ? [.. Parts.Keys] : named)
        {
            Console.WriteLine($"## {name}");
            try
            {
                var only = name.Contains('=') ? name.Split('=')[1] : null;
                var bench = new GpuBench(TorchDevice.Resolve(device), arguments.Contains("--tiny"), only);
                Parts[name.Split('=')[0]](bench);
            }
            catch (Exception e)
            {
                // Device time is lent by the minute: the other parts still say what they can.
                failures++;
                Console.WriteLine($"FAILED {name}: {e}");
            }

            Console.Out.Flush();
        }

        return failures == 0 ? 0 : 1;
    }
}
