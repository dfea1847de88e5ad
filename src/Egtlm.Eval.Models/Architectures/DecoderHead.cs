using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>Hidden states to logits; the weights are the word table's own where the model ties them.</summary>
internal sealed class DecoderHead
{
    /// <summary>The tensor of the head.</summary>
    public const string Weight = "lm_head.weight";

    private readonly Func<Tensor, Tensor> _logits;

    private DecoderHead(Func<Tensor, Tensor> logits) => _logits = logits;

    /// <param name="root">The checkpoint's root: the head stands beside the stack.</param>
    /// <exception cref="EvaluationException">The checkpoint has no head and ties none.</exception>
    public static DecoderHead Load(WeightScope root, DecoderConfig config, Embedding embedding)
    {
        // Not packed as other products are: that would be a second copy of the largest table.
        if (config.TiesEmbeddings)
        {
            return new DecoderHead(hidden => nn.functional.linear(hidden, embedding.Table));
        }

        if (!root.Checkpoint.Contains(Weight))
        {
            throw new EvaluationException(
                $"the checkpoint has no '{Weight}' and config.json does not tie it to the embeddings",
                "it was saved without the head, for embedding only; generate with the full checkpoint");
        }

        var linear = new Linear(root["lm_head"], config.HiddenSize, config.VocabularySize, hasBias: false);
        return new DecoderHead(linear.Forward);
    }

    /// <summary>A tied checkpoint may hold the one table under the head's name only.</summary>
    public static Embedding WordTable(WeightScope weights, DecoderConfig config) =>
        config.TiesEmbeddings && !weights["embed_tokens"].Has("weight") && weights.Checkpoint.Contains(Weight)
            ? new Embedding(weights with { Prefix = "" }, Weight, config.VocabularySize, config.HiddenSize)
            : new Embedding(weights["embed_tokens"], "weight", config.VocabularySize, config.HiddenSize);

    /// <summary>hidden: <c>[..., hidden]</c> -> logits <c>[..., vocabulary]</c>, float32.</summary>
    public Tensor Logits(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return _logits(hidden).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }
}
