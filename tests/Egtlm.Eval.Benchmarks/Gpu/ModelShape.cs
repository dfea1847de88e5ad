namespace Egtlm.Eval.Benchmarks.Gpu;

/// <summary>The sizes of a published model.</summary>
internal sealed record ModelShape(
    string Name, bool IsDecoder, int Vocabulary, int Hidden, int Inner, int Layers, int Heads, int KeyValueHeads)
{
    // Sources: config.json of google-bert/bert-large-uncased, Qwen/Qwen1.5-1.8B and mistralai/Mistral-7B-v0.1.
    public static readonly ModelShape[] Real =
    [
        new("bert-large", false, 30522, 1024, 4096, 24, 16, 16),
        new("qwen1.5-1.8b", true, 151936, 2048, 5504, 24, 16, 16),
        new("mistral-7b", true, 32000, 4096, 14336, 32, 32, 8),
    ];

    /// <summary>The same families, small.</summary>
    public static readonly ModelShape[] Tiny =
    [
        new("bert-large", false, 1000, 64, 128, 2, 4, 4),
        new("qwen1.5-1.8b", true, 1000, 64, 128, 2, 4, 4),
        new("mistral-7b", true, 1000, 64, 128, 2, 4, 2),
    ];

    private int Shared => Hidden / Heads * KeyValueHeads;

    /// <summary>Has biases at query, key and value; the other decoder has fewer key heads than heads.</summary>
    private bool IsQwen => IsDecoder && KeyValueHeads == Heads;

    /// <summary>Multiplications and additions per token of a bidirectional pass: linear layers and attention.</summary>
    public double FlopsPerToken(int length)
    {
        double attention = (2L * Hidden * Hidden) + (2L * Hidden * Shared);
        double feedForward = (IsDecoder ? 3L : 2L) * Hidden * Inner;
        return Layers * ((2 * (attention + feedForward)) + (4.0 * length * Hidden));
    }

    public Dictionary<string, object?> Config() => new()
    {
        ["architectures"] = new[] { !IsDecoder ? "BertModel" : IsQwen ? "Qwen2ForCausalLM" : "MistralForCausalLM" },
        ["model_type"] = !IsDecoder ? "bert" : IsQwen ? "qwen2" : "mistral",
        ["vocab_size"] = Vocabulary,
        ["hidden_size"] = Hidden,
        ["intermediate_size"] = Inner,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["num_key_value_heads"] = KeyValueHeads,
        ["max_position_embeddings"] = IsDecoder ? 8192 : 512,
        ["type_vocab_size"] = 2,
        ["tie_word_embeddings"] = false,
        ["sliding_window"] = IsQwen ? 4096 : null,
    };

    public IEnumerable<(string Name, long[] Shape)> Tensors() => IsDecoder ? Decoder() : Bert();

    private IEnumerable<(string Name, long[] Shape)> Decoder()
    {
        yield return ("model.embed_tokens.weight", [Vocabulary, Hidden]);
        yield return ("lm_head.weight", [Vocabulary, Hidden]);
        yield return ("model.norm.weight", [Hidden]);
        for (var i = 0; i < Layers; i++)
        {
            foreach (var (name, rows) in new[] { ("q_proj", Hidden), ("k_proj", Shared), ("v_proj", Shared) })
            {
                yield return ($"model.layers.{i}.self_attn.{name}.weight", [rows, Hidden]);
                if (IsQwen)
                {
                    yield return ($"model.layers.{i}.self_attn.{name}.bias", [rows]);
                }
            }

            yield return ($"model.layers.{i}.self_attn.o_proj.weight", [Hidden, Hidden]);
            yield return ($"model.layers.{i}.mlp.gate_proj.weight", [Inner, Hidden]);
            yield return ($"model.layers.{i}.mlp.up_proj.weight", [Inner, Hidden]);
            yield return ($"model.layers.{i}.mlp.down_proj.weight", [Hidden, Inner]);
            yield return ($"model.layers.{i}.input_layernorm.weight", [Hidden]);
            yield return ($"model.layers.{i}.post_attention_layernorm.weight", [Hidden]);
        }
    }

    private IEnumerable<(string Name, long[] Shape)> Bert()
    {
        foreach (var (name, rows) in new[] { ("word", Vocabulary), ("token_type", 2), ("position", 512) })
        {
            yield return ($"embeddings.{name}_embeddings.weight", [rows, Hidden]);
        }

        IEnumerable<(string Name, long[] Shape)> rest =
        [
            .. Norm("embeddings.LayerNorm"),
            .. Enumerable.Range(0, Layers).SelectMany(i => BertLayer($"encoder.layer.{i}")),
        ];
        foreach (var tensor in rest)
        {
            yield return tensor;
        }
    }

    private IEnumerable<(string Name, long[] Shape)> BertLayer(string layer) =>
    [
        .. Linear($"{layer}.attention.self.query", Hidden, Hidden),
        .. Linear($"{layer}.attention.self.key", Hidden, Hidden),
        .. Linear($"{layer}.attention.self.value", Hidden, Hidden),
        .. Linear($"{layer}.attention.output.dense", Hidden, Hidden),
        .. Norm($"{layer}.attention.output.LayerNorm"),
        .. Linear($"{layer}.intermediate.dense", Inner, Hidden),
        .. Linear($"{layer}.output.dense", Hidden, Inner),
        .. Norm($"{layer}.output.LayerNorm"),
    ];

    private static IEnumerable<(string Name, long[] Shape)> Linear(string name, long outputs, long inputs) =>
        [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private IEnumerable<(string Name, long[] Shape)> Norm(string name) =>
        [($"{name}.weight", [Hidden]), ($"{name}.bias", [Hidden])];
}
