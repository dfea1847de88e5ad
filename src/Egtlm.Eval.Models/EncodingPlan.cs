using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>How texts become vectors: folder, profile and options made one.</summary>
public sealed record EncodingPlan
{
    public required EncodingProfile Profile { get; init; }

    public required PoolingOptions Pooling { get; init; }

    /// <summary>Dense and Normalize modules after the pooling, in order.</summary>
    public required IReadOnlyList<SentenceModule> Modules { get; init; }

    /// <summary>Whether vectors get length 1 after the last module.</summary>
    public required bool NormalisesLast { get; init; }

    /// <summary>The template around an instruction; null: <see cref="Prompts"/> by name.</summary>
    public required InstructionFormat? Format { get; init; }

    public required InstructionSource Instructions { get; init; }

    public required IReadOnlyDictionary<string, string> Prompts { get; init; }

    public required string? DefaultPromptName { get; init; }

    /// <summary>Longest input in tokens, prompt and special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>White space around prompt and text is removed, as sentence-transformers does.</summary>
    public required bool StripsText { get; init; }

    public required bool LowersCase { get; init; }

    /// <summary>Each token sees earlier ones only; never so for encoders such as BERT.</summary>
    public required bool IsCausal { get; init; }

    /// <param name="maxPositions">Most tokens that the weights allow.</param>
    /// <exception cref="EvaluationException">The options ask for more than the model can do.</exception>
    public static EncodingPlan Make(
        ModelFolder folder, EncodingProfile profile, EncoderOptions options, int maxPositions)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxLength is { } asked && (asked < 1 || asked > maxPositions))
        {
            throw new EvaluationException(
                FormattableString.Invariant($"a maximum length of {asked} tokens was asked of '{folder.Directory}'"),
                FormattableString.Invariant($"expected 1 to {maxPositions}, the positions of the model"));
        }

        var usesFormat = profile.Format is not null;
        if (options.Instructions == InstructionSource.Task && !usesFormat)
        {
            throw new EvaluationException(
                $"profile '{profile.Name}' has no place for instructions",
                "choose a profile with a format, such as 'egtlm', or a profile file of your own");
        }

        var modules = profile.Normalise is null
            ? folder.Modules
            : [.. folder.Modules.Where(module => module.Kind != SentenceModuleKind.Normalize)];
        return new EncodingPlan
        {
            Profile = profile,
            Pooling = profile.Pooling ?? folder.Pooling,
            Modules = modules,
            NormalisesLast = profile.Normalise == true,
            Format = profile.Format,
            Instructions = options.Instructions ?? profile.Instructions,
            Prompts = folder.Settings.Prompts,
            DefaultPromptName = folder.Settings.DefaultPromptName,
            MaxLength = options.MaxLength
                ?? Math.Min(profile.MaxLength ?? folder.MaxLength ?? maxPositions, maxPositions),
            StripsText = !usesFormat,
            LowersCase = !usesFormat && folder.Settings.LowersCase,
            IsCausal = folder.IsDecoder && profile.Attention == AttentionMode.Causal,
        };
    }

    /// <summary>The text before every input of a request; empty for none.</summary>
    public string PromptFor(EncodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Format is not null)
        {
            return Instructions switch
            {
                InstructionSource.None => Format.WithoutInstruction,
                InstructionSource.Task => Format.Apply(InstructionResolver.Resolve(null, request), request.PromptType),
            };
        }

        var key = PromptResolver.KeyFor(Prompts, request) ?? DefaultPromptName;
        return key is null ? "" : Prompts[key];
    }
}
