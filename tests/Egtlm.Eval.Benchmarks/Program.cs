using System.Globalization;
using Egtlm.Eval.Benchmarks;
using Egtlm.Eval.Benchmarks.Gpu;
using Egtlm.Eval.Models;

// dotnet run -c Release --project tests/Egtlm.Eval.Benchmarks -- [tokenize] [encode] [generate] [search] [classification]
// [clustering] [data] [memory] [scale] [cmteb] [cache]
// dotnet run -c Release --project tests/Egtlm.Eval.Benchmarks -- mirror DIR BENCHMARK [real]
// dotnet run -c Release --project tests/Egtlm.Eval.Benchmarks -- gate-simulation [--trials N] [--resamples B]
// [--only TEXT] [--margin M] [FILE...] | [--clusters N] --results BASELINE CANDIDATE
// dotnet run -c Release --project tests/Egtlm.Eval.Benchmarks -- gpu [--device cuda] [--tiny] [PART | PART=MODEL...]
// EGTLM_EVAL_SHARED names the folder with models, data and goldens for 'tokenize', 'encode' and 'gpu'.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [GateSimulation.Command, .. var simulation])
{
    return await GateSimulation.RunAsync(simulation);
}

NativeBackend.EnsureLoaded();
if (args is [ModelLoad.Command, .. var load])
{
    return ModelLoad.Here(load);
}

if (args is [GpuBenchmark.Command, .. var gpu])
{
    return GpuBenchmark.Run(gpu);
}

if (args is [SyntheticMirror.Command, .. var mirror])
{
    return await SyntheticMirror.WriteAsync(mirror);
}

var benchmarks = new Dictionary<string, Func<IEnumerable<Measurement>>>
{
    ["tokenize"] = TokenizeBenchmark.Run,
    ["encode"] = EncodeBenchmark.Run,
    ["generate"] = GenerateBenchmark.Run,
    ["search"] = SearchBenchmark.Run,
    ["classification"] = ClassificationBenchmark.Run,
    ["clustering"] = ClusteringBenchmark.Run,
    ["data"] = TableBenchmark.Run,
    ["memory"] = MemoryBenchmark.Run,
    ["scale"] = ScaleBenchmark.Run,
    ["cmteb"] = BenchmarkRun.Run,
    ["cache"] = CacheBenchmark.Run,
};
string[] chosen = args.Length == 0 ? [.. benchmarks.Keys] : args;
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"error: there is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

Console.WriteLine($"{"benchmark",-62}{"best",12}{"rate",24}{"GFLOP/s",10}{"of GEMM",9}");
foreach (var measurement in chosen.SelectMany(name => benchmarks[name]()))
{
    Console.Write($"{measurement.Name,-62}{measurement.Seconds * 1e3,9:F1} ms{measurement.Rate,24}");
    if (measurement.Flops == 0)
    {
        Console.WriteLine();
        continue;
    }

    // The GEMM is measured beside every row: this machine's speed moves from minute to minute.
    var speed = measurement.Flops / measurement.Seconds;
    Console.WriteLine($"{speed / 1e9,10:F1}{speed / Gemm.FlopsPerSecond(),8:P0}");
}

return 0;
