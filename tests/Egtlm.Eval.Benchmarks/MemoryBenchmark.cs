namespace Egtlm.Eval.Benchmarks;

/// <summary>Memory and time of loading bfloat16 checkpoints; "net" is without what the process held before.</summary>
internal static class MemoryBenchmark
{
    public static IEnumerable<Measurement> Run()
    {
        using var large = SyntheticCheckpoint.Write(layers: 14, vocabulary: 151_936);
        using var small = SyntheticCheckpoint.Write(layers: 1, vocabulary: 1000);
        foreach (var (dtype, widening) in new[] { ("bfloat16", 1), ("float32", 2) })
        {
            yield return Once(large, dtype, widening);
            yield return InTurn(small, dtype, loads: 50);
        }
    }

    private static Measurement Once(SyntheticCheckpoint checkpoint, string dtype, int widening)
    {
        var load = ModelLoad.InOwnProcess(checkpoint.Directory, dtype, loads: 3);
        var size = (double)checkpoint.SizeBytes * widening;
        return new Measurement(
            $"load {checkpoint.SizeBytes / 1e9:F2} GB as {dtype}, peak {load.Peak / 1e6:N0} MB, {load.Before / 1e6:N0} before",
            load.Seconds,
            $"{load.Peak / size:F3}x, {(load.Peak - load.Before) / size:F3}x net",
            0);
    }

    private static Measurement InTurn(SyntheticCheckpoint checkpoint, string dtype, int loads)
    {
        var load = ModelLoad.InOwnProcess(checkpoint.Directory, dtype, loads);
        return new Measurement(
            $"load {checkpoint.SizeBytes / 1e9:F2} GB as {dtype} and dispose, {loads} times",
            load.Seconds,
            $"{(load.After - load.Before) / 1e6:N0} MB left",
            0);
    }
}
