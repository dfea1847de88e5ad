using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// A folder with a made-up bfloat16 model of Qwen1.5-1.8B's widths and fewer layers, in shards, and no tokenizer.
/// </summary>
internal sealed class SyntheticCheckpoint : IDisposable
{
    private const int Hidden = 2048;
    private const int Inner = 5504;
    private const int ShardBytes = 500 << 20;

    private SyntheticCheckpoint(string directory) => Directory = directory;

    public string Directory { get; }

    /// <summary>Size of all shards.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Writes a model; the same for the same arguments.</summary>
    public static SyntheticCheckpoint Write(int layers, int vocabulary)
    {
        (string Name, long[] Shape)[] tensors = [.. Tensors(layers, vocabulary)];
        var expected = tensors.Sum(Bytes);
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        if (free < expected * 3 / 2)
        {
            throw new IOException($"'{Path.GetTempPath()}' has {free >> 20} MiB free, the model needs {expected >> 20}");
        }

        var checkpoint = new SyntheticCheckpoint(System.IO.Directory.CreateTempSubdirectory("egtlm-memory-").FullName);
        File.WriteAllText(Path.Combine(checkpoint.Directory, "config.json"), Config(layers, vocabulary));
        checkpoint.WriteShards(tensors);
        return checkpoint;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static IEnumerable<(string Name, long[] Shape)> Tensors(int layers, int vocabulary)
    {
        yield return ("model.embed_tokens.weight", [vocabulary, Hidden]);
        for (var i = 0; i < layers; i++)
        {
            foreach (var name in new[] { "q_proj", "k_proj", "v_proj" })
            {
                yield return ($"model.layers.{i}.self_attn.{name}.weight", [Hidden, Hidden]);
                yield return ($"model.layers.{i}.self_attn.{name}.bias", [Hidden]);
            }

            yield return ($"model.layers.{i}.self_attn.o_proj.weight", [Hidden, Hidden]);
            yield return ($"model.layers.{i}.mlp.gate_proj.weight", [Inner, Hidden]);
            yield return ($"model.layers.{i}.mlp.up_proj.weight", [Inner, Hidden]);
            yield return ($"model.layers.{i}.mlp.down_proj.weight", [Hidden, Inner]);
            yield return ($"model.layers.{i}.input_layernorm.weight", [Hidden]);
            yield return ($"model.layers.{i}.post_attention_layernorm.weight", [Hidden]);
        }

        yield return ("model.norm.weight", [Hidden]);
    }

    private static string Config(int layers, int vocabulary) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["architectures"] = new[] { "Qwen2ForCausalLM" },
        ["model_type"] = "qwen2",
        ["hidden_size"] = Hidden,
        ["intermediate_size"] = Inner,
        ["num_attention_heads"] = 16,
        ["num_key_value_heads"] = 16,
        ["num_hidden_layers"] = layers,
        ["vocab_size"] = vocabulary,
        ["max_position_embeddings"] = 4096,
        ["tie_word_embeddings"] = true,
    });

    private void WriteShards((string Name, long[] Shape)[] tensors)
    {
        var random = new Random(7);
        var shardOfTensor = new Dictionary<string, string>();
        for (int first = 0, shard = 1; first < tensors.Length; shard++)
        {
            var next = first;
            for (var bytes = 0L; next < tensors.Length && bytes < ShardBytes; next++)
            {
                bytes += Bytes(tensors[next]);
            }

            var file = $"model-{shard:D5}.safetensors";
            WriteShard(Path.Combine(Directory, file), tensors[first..next], random);
            foreach (var (name, _) in tensors[first..next])
            {
                shardOfTensor[name] = file;
            }

            first = next;
        }

        var index = JsonSerializer.Serialize(new Dictionary<string, object> { ["weight_map"] = shardOfTensor });
        File.WriteAllText(Path.Combine(Directory, "model.safetensors.index.json"), index);
    }

    private void WriteShard(string path, (string Name, long[] Shape)[] tensors, Random random)
    {
        var header = new Dictionary<string, object>();
        var end = 0L;
        foreach (var tensor in tensors)
        {
            var start = end;
            end += Bytes(tensor);
            header[tensor.Name] = new { dtype = "BF16", shape = tensor.Shape, data_offsets = new[] { start, end } };
        }

        using var stream = File.Create(path);
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        var block = new ulong[1 << 19];
        for (var left = end; left > 0; left -= Math.Min(left, block.Length * sizeof(ulong)))
        {
            Fill(block, random);
            stream.Write(MemoryMarshal.AsBytes<ulong>(block)[..(int)Math.Min(left, block.Length * sizeof(ulong))]);
        }

        SizeBytes += stream.Length;
    }

    /// <summary>Four bfloat16 of either sign and of size 2^-7 to 2^-5 in each element.</summary>
    private static void Fill(ulong[] block, Random random)
    {
        random.NextBytes(MemoryMarshal.AsBytes(block.AsSpan()));
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = (block[i] & 0x80FF_80FF_80FF_80FF) | 0x3C00_3C00_3C00_3C00;
        }
    }

    private static long Bytes((string Name, long[] Shape) tensor) =>
        2 * tensor.Shape.Aggregate(1L, (product, size) => product * size);
}
