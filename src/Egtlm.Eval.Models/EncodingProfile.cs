using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>Which tokens a decoder's token sees; encoders such as BERT ignore it.</summary>
public enum AttentionMode
{
    /// <summary>All tokens of the text, also across a sliding window. EGTLM calls it <c>bb</c>.</summary>
    Bidirectional,

    /// <summary>Earlier tokens, as in generation. EGTLM calls it <c>cc</c>.</summary>
    Causal,
}

/// <summary>Where the instruction of a task comes from.</summary>
public enum InstructionSource
{
    /// <summary>No instruction.</summary>
    None,

    /// <summary>The task's own, by <see cref="InstructionResolver"/>.</summary>
    Task,
}

/// <summary>A way to drive a model. What is null is as the model folder says.</summary>
public sealed record EncodingProfile
{
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Summary { get; init; }

    public required AttentionMode Attention { get; init; }

    public PoolingOptions? Pooling { get; init; }

    /// <summary>
    /// The template around an instruction; null takes the folder's prompts by name, see <see cref="PromptResolver"/>.
    /// </summary>
    public InstructionFormat? Format { get; init; }

    /// <summary>Instructions that <see cref="Format"/> gets; without a format they play no part.</summary>
    public InstructionSource Instructions { get; init; }

    /// <summary>Whether vectors get length 1.</summary>
    public bool? Normalise { get; init; }

    /// <summary>Longest input in tokens, template and special tokens included.</summary>
    public int? MaxLength { get; init; }
}
