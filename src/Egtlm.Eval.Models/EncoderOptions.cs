using Egtlm.Eval.Caching;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>
/// How a model is loaded and run; what is null is decided from the device, the profile or the folder.
/// </summary>
public sealed record EncoderOptions
{
    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Null: float32 on a CPU; on a GPU float16 for encoders and bfloat16 for decoders.</summary>
    public ComputeType? ComputeType { get; init; }

    /// <summary>
    /// Most tokens of a batch, padding included; a longer text is a batch of its own. Null: by device.
    /// </summary>
    public int? BatchTokens { get; init; }

    /// <summary>Longest input in tokens; longer texts are cut.</summary>
    public int? MaxLength { get; init; }

    /// <summary><see cref="EncodingProfiles.Auto"/>, a name or the path of a profile file.</summary>
    public string Profile { get; init; } = EncodingProfiles.Auto;

    /// <summary>Overrides the pooling of profile and folder; whether the prompt counts stays theirs.</summary>
    public PoolingMode? Pooling { get; init; }

    /// <summary>Overrides the profile's attention; a model that is no decoder has no causal one.</summary>
    public AttentionMode? Attention { get; init; }

    /// <summary>Overrides the profile's instructions.</summary>
    public InstructionSource? Instructions { get; init; }

    /// <summary>Instructions of a set, in place of the tasks' own.</summary>
    public InstructionSet? InstructionSet { get; init; }

    /// <summary>The user's own prompts: before the tasks' instructions, or in place of the profile's prompts.</summary>
    public PromptOverrides? Prompts { get; init; }

    /// <summary>Reads the head that predicts tokens, too, for <c>TorchLanguageModel.Over</c>.</summary>
    public bool WithHead { get; init; }

    /// <summary>Where vectors are kept and looked up; null for no cache.</summary>
    /// <remarks>
    /// A kept vector was computed in a batch of other texts: float32 vectors differ by up to 1e-6 from fresh ones.
    /// </remarks>
    public VectorCacheOptions? Cache { get; init; }

    /// <summary>Under which name results are filed; null: see <see cref="ModelIdentityReader"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Under which revision results are filed; null: see <see cref="ModelIdentityReader"/>.</summary>
    public string? Revision { get; init; }
}
