using System.Buffers.Binary;
using System.Text.Json;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>A model of a given shape, bfloat16, through the loader; the weights are made on the device.</summary>
internal static class RandomModel
{
    private const double Spread = 0.02; // initializer_range of the three families

    /// <summary>
    /// Loads a file that is one hole, then fills the device's tensors; on a CPU the weights stay zero.
    /// </summary>
    public static IBackbone Load(ModelShape shape, Device device, bool withHead)
    {
        var folder = Directory.CreateTempSubdirectory("egtlm-gpu-").FullName;
        try
        {
            Write(folder, shape);
            using var checkpoint = Checkpoint.Open(folder);
            var parameters = new Parameters();
            var weights = new WeightScope(checkpoint, parameters, "", ScalarType.BFloat16, device);
            var source = new ModelSource(ModelConfig.Read(folder), weights, withHead);
            var model = !shape.IsDecoder ? Bert.Load(source)
                : shape.Config()["model_type"] is "qwen2" ? Qwen2.Load(source)
                : Mistral.Load(source);
            if (device.type == DeviceType.CUDA)
            {
                Fill(parameters);
            }

            return model;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Zeros would run faster than weights do. Vectors are norms and biases.
    private static void Fill(Parameters parameters)
    {
        using var mode = no_grad();
        foreach (var tensor in parameters.Tensors)
        {
            tensor.normal_(tensor.dim() == 1 ? 1 : 0, Spread);
        }
    }

    private static void Write(string folder, ModelShape shape)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(shape.Config()));
        var (header, end) = (new Dictionary<string, object>(), 0L);
        foreach (var (name, sizes) in shape.Tensors())
        {
            var start = end;
            end += 2 * sizes.Aggregate(1L, (product, size) => product * size);
            header[name] = new { dtype = "BF16", shape = sizes, data_offsets = new[] { start, end } };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        using var stream = File.Create(Path.Combine(folder, "model.safetensors"));
        stream.Write(length);
        stream.Write(json);
        stream.SetLength(stream.Position + end);
    }
}
