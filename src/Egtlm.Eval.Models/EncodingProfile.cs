using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

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

    /// <summary>Null: causal for a decoder whose config.json does not say <c>is_causal</c> false.</summary>
    public AttentionMode? Attention { get; init; }

    public PoolingOptions? Pooling { get; init; }

    /// <summary>
    /// The template around an instruction; null takes prompts by name, see <see cref="PromptResolver"/>.
    /// </summary>
    public InstructionFormat? Format { get; init; }

    /// <summary>Instructions that <see cref="Format"/> gets; without a format they play no part.</summary>
    public InstructionSource Instructions { get; init; }

    /// <summary>Prompts by name in place of the folder's; not with a <see cref="Format"/>.</summary>
    public IReadOnlyDictionary<string, string>? Prompts { get; init; }

    /// <summary>
    /// Tokens that are matched in the text before it is cut into pieces. One that the vocabulary lacks gets the next
    /// id, as <c>add_special_tokens</c> of Python gives it.
    /// </summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>
    /// A token after every text where the pooling takes the last one; cut off with the end of a long text. Source:
    /// <c>embed_eos</c> of gritlm.py and egtlm.py, which their eval_mteb.py sets for last-token pooling only.
    /// </summary>
    public string? EndText { get; init; }

    /// <summary>
    /// The <c>eos_token</c> of tokenizer_config.json ends every input, a cut one too; a tokenizer that adds it by itself
    /// adds it once. Source: <c>add_eos_token</c> of transformers.
    /// </summary>
    public bool AppendsEos { get; init; }

    /// <summary>Whether white space around prompt and text goes; null: unless there is a format.</summary>
    public bool? StripsText { get; init; }

    /// <summary>Whether vectors get length 1.</summary>
    public bool? Normalise { get; init; }

    /// <summary>Longest input in tokens, template and special tokens included.</summary>
    public int? MaxLength { get; init; }
}
