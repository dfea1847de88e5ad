using Egtlm.Eval.Models.Layers;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>
/// A pre-norm decoder with rotary positions and grouped-query attention; what its family's file fills in.
/// </summary>
internal sealed record DecoderConfig
{
    public required int VocabularySize { get; init; }
    public required int HiddenSize { get; init; }
    public required int IntermediateSize { get; init; }
    public required int LayerCount { get; init; }
    public required int Heads { get; init; }
    public required int KeyValueHeads { get; init; }
    public required int HeadWidth { get; init; }
    public required int MaxPositions { get; init; }
    public required double NormEpsilon { get; init; }
    public required bool TiesEmbeddings { get; init; }
    public required Func<Tensor, Tensor> Activation { get; init; }

    /// <summary>Radians per position, <c>[HeadWidth / 2]</c>.</summary>
    public required float[] RotaryFrequencies { get; init; }

    /// <summary>Bias of the query, key and value projections.</summary>
    public bool HasQkvBias { get; init; }

    /// <summary>Bias of the projection after attention.</summary>
    public bool HasOutputBias { get; init; }

    public bool HasMlpBias { get; init; }

    /// <summary>Query and key are normalised per head.</summary>
    public bool HasQkNorm { get; init; }

    /// <summary>Which layers see only the latest tokens in causal mode.</summary>
    public SlidingWindow Window { get; init; } = SlidingWindow.None;

    /// <summary>What all families spell alike.</summary>
    /// <param name="headWidth">Where config.json has no <c>head_dim</c>; null: hidden size over heads.</param>
    public static DecoderConfig Common(ModelConfig c, bool tiesByDefault, int? headWidth = null)
    {
        var (hidden, heads) = (c.Size("hidden_size"), c.Size("num_attention_heads"));
        var width = c.Size("head_dim", headWidth ?? hidden / heads);
        var keyValueHeads = c.Size("num_key_value_heads", heads);
        if (!c.Has("head_dim") && headWidth is null && hidden % heads != 0)
        {
            throw c.Unsupported("num_attention_heads", $"a divisor of hidden_size {hidden}");
        }

        if (width % 2 != 0)
        {
            throw c.Unsupported("head_dim", "an even number, since rotary positions turn pairs");
        }

        if (heads % keyValueHeads != 0)
        {
            throw c.Unsupported("num_key_value_heads", $"a divisor of num_attention_heads {heads}");
        }

        return new DecoderConfig
        {
            VocabularySize = c.Size("vocab_size"),
            HiddenSize = hidden,
            IntermediateSize = c.Size("intermediate_size"),
            LayerCount = c.Size("num_hidden_layers"),
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadWidth = width,
            MaxPositions = c.Size("max_position_embeddings"),
            NormEpsilon = c.Number("rms_norm_eps", 1e-6),
            TiesEmbeddings = c.Flag("tie_word_embeddings", tiesByDefault),
            Activation = ActivationNamed.By(c, absent: "silu"),
            RotaryFrequencies = RotaryScaling.Frequencies(c, width),
        };
    }
}
