using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>Where the parts run, and how they measure and report.</summary>
/// <param name="IsTiny">Sizes that a CPU does in seconds, to try the program itself.</param>
/// <param name="Only">The one model to measure; null for all.</param>
internal sealed record GpuBench(Device Device, bool IsTiny, string? Only)
{
    public bool IsCuda => Device.type == DeviceType.CUDA;

    /// <summary>The shapes to measure.</summary>
    public IEnumerable<ModelShape> Shapes =>
        (IsTiny ? ModelShape.Tiny : ModelShape.Real).Where(shape => Only is null || shape.Name == Only);

    /// <summary>A line that stands even where the next part is cut off.</summary>
    public static void Say(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>
    /// Seconds of one call: the median of calls that fill <paramref name="budget"/> seconds, 2 at least, after one that
    /// is not counted. Work that has been handed to the device is waited for.
    /// </summary>
    public double Median(double budget, Action work)
    {
        Timed(work);
        List<double> seconds = [];
        while (seconds.Count < 2 || (seconds.Sum() < budget && seconds.Count < 100))
        {
            seconds.Add(Timed(work));
        }

        seconds.Sort();
        return seconds[seconds.Count / 2];
    }

    public double Timed(Action work)
    {
        Wait();
        var watch = Stopwatch.StartNew();
        work();
        Wait();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>MiB of the device in use, by all processes: what nvidia-smi says; 0 without a GPU.</summary>
    public long UsedMebibytes() => IsCuda
        ? long.Parse(Smi("memory.used"), System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    /// <summary>A value of nvidia-smi for the first GPU.</summary>
    public static string Smi(string query)
    {
        string[] arguments = [$"--query-gpu={query}", "--format=csv,noheader,nounits", "-i", "0"];
        var start = new ProcessStartInfo("nvidia-smi", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!; // null only with UseShellExecute
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    private void Wait()
    {
        if (IsCuda)
        {
            cuda.synchronize(Device);
        }
    }
}
