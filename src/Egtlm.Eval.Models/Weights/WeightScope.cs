using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Weights;

/// <summary>A view of a checkpoint below a name prefix: <c>w["q_proj"].Tensor("weight", 64, 64)</c>.</summary>
/// <param name="Prefix">Ends in a dot, or is empty.</param>
/// <param name="Dtype">What tensors are converted to, once.</param>
internal readonly record struct WeightScope(
    Checkpoint Checkpoint, Parameters Parameters, string Prefix, ScalarType Dtype, Device Device)
{
    private const int ChunkBytes = 16 << 20; // what is mapped, and what a conversion holds, beside the result

    /// <summary>The scope one step down.</summary>
    public WeightScope this[string name] => this with { Prefix = $"{Prefix}{name}." };

    /// <summary>
    /// The scope below a prefix that names have or lack as a whole, depending on who saved the model.
    /// </summary>
    public WeightScope WithOptionalPrefix(string prefix) =>
        Checkpoint.Names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal))
            ? this with { Prefix = prefix }
            : this;

    public bool Has(string name) => Checkpoint.Contains(Prefix + name);

    /// <summary>Reads a tensor; the shape must be the one that config.json implies.</summary>
    /// <returns>Owned by <see cref="Parameters"/>, in <see cref="Dtype"/>, on <see cref="Device"/>.</returns>
    public Tensor Tensor(string name, params long[] shape)
    {
        var (file, entry) = Find(name, shape);
        var tensor = Parameters.Add(empty(shape, dtype: Dtype, device: Device));
        Fill(tensor, file, entry);
        return tensor;
    }

    /// <summary>Reads a tensor in order to keep another that is made of it.</summary>
    /// <param name="make">Makes what is kept; its argument is gone when the next tensor is read.</param>
    /// <returns>Owned by <see cref="Parameters"/>.</returns>
    public Tensor Made(string name, Func<Tensor, Tensor> make, params long[] shape)
    {
        var (file, entry) = Find(name, shape);
        using var read = Checkpoint.Workspace.Take(shape, Dtype, Device);
        Fill(read, file, entry);
        return Parameters.Add(make(read));
    }

    private (SafetensorsFile File, SafetensorsEntry Entry) Find(string name, long[] shape)
    {
        var (file, entry) = Checkpoint.Use(Prefix + name);
        if (!entry.Shape.AsSpan().SequenceEqual(shape))
        {
            var (stored, implied) = (string.Join(", ", entry.Shape), string.Join(", ", shape));
            throw new EvaluationException(
                $"'{Prefix}{name}' has shape [{stored}], config.json implies [{implied}]",
                $"'{file.Path}' and config.json must be of one model");
        }

        return (file, entry);
    }

    private void Fill(Tensor target, SafetensorsFile file, SafetensorsEntry entry)
    {
        var stored = StoredAs(file, entry);
        var (rows, rowBytes) = (entry.Shape[0], (entry.End - entry.Start) / Math.Max(1, entry.Shape[0]));
        var rowsAtOnce = Math.Max(1, ChunkBytes / Math.Max(1, rowBytes));
        for (var row = 0L; row < rows; row += rowsAtOnce)
        {
            var count = Math.Min(rowsAtOnce, rows - row);
            using var part = target.narrow(0, row, count);
            if (stored == Dtype && Device.type == TorchSharp.DeviceType.CPU)
            {
                file.Copy(entry, row * rowBytes, part.bytes);
                continue;
            }

            using var raw = empty(part.shape, dtype: stored);
            file.Copy(entry, row * rowBytes, raw.bytes);
            part.copy_(raw);
        }
    }

    private static ScalarType StoredAs(SafetensorsFile file, SafetensorsEntry entry) => entry.Dtype switch
    {
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "F64" => ScalarType.Float64,
        _ => throw new EvaluationException(
            $"'{entry.Name}' in '{file.Path}' is stored as '{entry.Dtype}', which is not supported for weights",
            "supported: F32, F16, BF16, F64; quantised checkpoints need their original"),
    };
}
