using System.Globalization;
using Egtlm.Eval.Benchmarks;
using Egtlm.Eval.Models;

// dotnet run -c Release --project tests/Egtlm.Eval.Benchmarks -- [encode] [search] [classification] [clustering]
// EGTLM_EVAL_SHARED names the folder with models and data for 'encode'.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
NativeBackend.EnsureLoaded();
var benchmarks = new Dictionary<string, Func<IEnumerable<Measurement>>>
{
    ["encode"] = EncodeBenchmark.Run,
    ["search"] = SearchBenchmark.Run,
    ["classification"] = ClassificationBenchmark.Run,
    ["clustering"] = ClusteringBenchmark.Run,
};
string[] chosen = args.Length == 0 ? [.. benchmarks.Keys] : args;
if (chosen.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"error: there is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

Console.WriteLine($"{"benchmark",-58}{"best",12}{"rate",24}{"GFLOP/s",10}{"of GEMM",9}");
foreach (var measurement in chosen.SelectMany(name => benchmarks[name]()))
{
    // The GEMM is measured beside every row: this machine's speed moves from minute to minute.
    var gemm = Gemm.FlopsPerSecond();
    var speed = measurement.Flops / measurement.Seconds;
    Console.WriteLine(
        $"{measurement.Name,-58}{measurement.Seconds * 1e3,9:F1} ms{measurement.Rate,24}{speed / 1e9,10:F1}{speed / gemm,8:P0}");
}

return 0;
