using System.Diagnostics;
using System.Text.Json;
using Egtlm.Eval.Models;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Memory and time of loading a 2 GB bfloat16 checkpoint, each in a process of its own.</summary>
internal static class MemoryBenchmark
{
    /// <summary>The argument that makes this program the process which loads.</summary>
    public const string Child = "load";

    private const int Layers = 14;

    public static IEnumerable<Measurement> Run()
    {
        using var checkpoint = SyntheticCheckpoint.Write(Layers);
        foreach (var (dtype, growth) in new[] { ("bfloat16", 1), ("float32", 2) })
        {
            var size = (double)(checkpoint.SizeBytes * growth);
            var load = InOwnProcess(checkpoint.Directory, dtype);
            var name = $"load {checkpoint.SizeBytes / 1e9:F2} GB of bfloat16 as {dtype}";
            yield return new Measurement(
                $"{name}, peak {load.Peak / 1e6:N0} MB, {load.Before / 1e6:N0} before",
                load.Seconds,
                $"{load.Peak / size:F3}x, {(load.Peak - load.Before) / size:F3}x net",
                0);
            yield return new Measurement(
                $"  first forward pass, then {load.After / 1e6:N0} MB resident", load.ForwardSeconds, "", 0);
        }
    }

    /// <summary>Loads a model and writes a <see cref="Load"/> to stdout.</summary>
    /// <param name="arguments">Directory and dtype.</param>
    public static int LoadHere(string[] arguments)
    {
        var dtype = arguments[1] == "float32" ? ScalarType.Float32 : ScalarType.BFloat16;
        using var mode = inference_mode();
        using (var warm = ones(64, 64, dtype: dtype))
        {
            nn.functional.linear(warm, warm).Dispose();
        }

        var before = ProcessMemory.Resident;
        var watch = Stopwatch.StartNew();
        using var model = ModelLoader.LoadBackbone(arguments[0], dtype, CPU);
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        model.Forward(new TokenBatch([1, 2, 3, 4, 5, 6, 7, 8], [8], [0], 8), isCausal: true).Dispose();
        var forward = watch.Elapsed.TotalSeconds;
        var load = new Load(seconds, forward, before, ProcessMemory.Peak, ProcessMemory.Resident);
        Console.WriteLine(JsonSerializer.Serialize(load));
        return 0;
    }

    private static Load InOwnProcess(string directory, string dtype)
    {
        var program = Environment.ProcessPath!; // known on every platform that this runs on
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (var argument in new[] { Child, directory, dtype })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!; // null only with UseShellExecute
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Load>(output)!
            : throw new InvalidOperationException($"loading '{directory}' ended with {process.ExitCode}");
    }

    /// <summary>Seconds, and bytes of the process before loading, at most, and after a forward pass.</summary>
    private sealed record Load(double Seconds, double ForwardSeconds, long Before, long Peak, long After);
}
