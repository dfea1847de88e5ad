using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Models;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks;

/// <summary>What loading a model costs a process that does nothing else.</summary>
/// <param name="Seconds">The fastest load.</param>
/// <param name="Before">Bytes resident once libtorch is loaded and has multiplied.</param>
/// <param name="Peak">Most bytes resident until one model was loaded and had done a forward pass.</param>
/// <param name="After">Bytes resident after the last model was disposed of.</param>
internal sealed record ModelLoad(double Seconds, long Before, long Peak, long After)
{
    /// <summary>The argument that makes this program the process which loads.</summary>
    public const string Command = "load";

    public static ModelLoad InOwnProcess(string directory, string dtype, int loads)
    {
        var program = Environment.ProcessPath!; // null only where the platform has no processes
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (var argument in new[] { Command, directory, dtype, loads.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!; // null only with UseShellExecute
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ModelLoad>(output)!
            : throw new InvalidOperationException($"loading '{directory}' ended with {process.ExitCode}");
    }

    /// <summary>Loads and disposes of a model again and again; the result goes to stdout.</summary>
    /// <param name="arguments">Directory, dtype and number of loads.</param>
    public static int Here(string[] arguments)
    {
        var dtype = Enum.Parse<ScalarType>(arguments[1], ignoreCase: true);
        using var mode = inference_mode();
        using (var warm = ones(64, 64, dtype: dtype))
        {
            nn.functional.linear(warm, warm).Dispose();
        }

        var before = ProcessMemory.Resident;
        var (seconds, peak) = (double.MaxValue, 0L);
        for (var left = int.Parse(arguments[2], CultureInfo.InvariantCulture); left > 0; left--)
        {
            var watch = Stopwatch.StartNew();
            using var model = ModelLoader.LoadBackbone(arguments[0], dtype, CPU);
            seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
            model.Forward(new TokenBatch([1, 2, 3, 4, 5, 6, 7, 8], [8], [0], 8), isCausal: true).Dispose();
            peak = peak == 0 ? ProcessMemory.Peak : peak;
        }

        Console.WriteLine(JsonSerializer.Serialize(new ModelLoad(seconds, before, peak, ProcessMemory.Resident)));
        return 0;
    }
}
