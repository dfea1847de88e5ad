namespace Egtlm.Eval.Models;

/// <summary>Makes an <see cref="EncodingPlan"/>: options come first, then the profile, then the folder.</summary>
public static class EncodingPlans
{
    /// <param name="maxPositions">Most tokens that the weights allow.</param>
    /// <exception cref="EvaluationException">The options ask for more than the model can do.</exception>
    public static EncodingPlan Make(
        ModelFolder folder, EncodingProfile profile, EncoderOptions options, int maxPositions)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        Check(folder, profile, options, maxPositions);
        var stripsText = profile.StripsText ?? profile.Format is null;
        var pooling = PoolingOf(folder, profile, options);
        var attention = options.Attention ?? profile.Attention
            ?? (folder.IsCausal ? AttentionMode.Causal : AttentionMode.Bidirectional);

        // mteb's _resolve_model_prompts: prompts that are given replace those of the model, all of them.
        var prompts = profile.Format is null ? options.Prompts?.ForPrompts() ?? profile.Prompts : profile.Prompts;
        return new EncodingPlan
        {
            Profile = profile,
            Pooling = pooling,
            Modules = profile.Normalise is null
                ? folder.Modules
                : [.. folder.Modules.Where(module => module.Kind != SentenceModuleKind.Normalize)],
            NormalisesLast = profile.Normalise == true,
            Format = profile.Format,
            Instructions = (options.InstructionSet, options.Prompts) is (null, null)
                ? options.Instructions ?? profile.Instructions
                : InstructionSource.Task,
            InstructionSet = options.InstructionSet,
            OverrideSource = options.Prompts?.Source,
            InstructionOverrides = profile.Format is null ? null : options.Prompts?.ForInstructions(),
            Prompts = prompts ?? folder.Settings.Prompts,
            DefaultPromptName = prompts is null ? folder.Settings.DefaultPromptName : null,
            EndText = pooling.Modes is [PoolingMode.LastToken] ? profile.EndText ?? "" : "",
            EndToken = profile.AppendsEos ? EosToken(folder, profile) : null,
            MaxLength = options.MaxLength
                ?? Math.Min(profile.MaxLength ?? folder.MaxLength ?? maxPositions, maxPositions),
            StripsText = stripsText,
            LowersCase = stripsText && folder.Settings.LowersCase,
            IsCausal = folder.IsDecoder && attention == AttentionMode.Causal,
        };
    }

    internal static EvaluationException NoPlaceForInstructions(EncodingProfile profile) => new(
        $"profile '{profile.Name}' has no place for instructions",
        "choose a profile with a format, such as 'egtlm', or a profile file of your own");

    private static void Check(ModelFolder folder, EncodingProfile profile, EncoderOptions options, int maxPositions)
    {
        if (options.MaxLength is { } asked && (asked < 1 || asked > maxPositions))
        {
            throw new EvaluationException(
                FormattableString.Invariant($"a maximum length of {asked} tokens was asked of '{folder.Directory}'"),
                FormattableString.Invariant($"expected 1 to {maxPositions}, the positions of the model"));
        }

        if ((options.Instructions == InstructionSource.Task || options.InstructionSet is not null)
            && profile.Format is null)
        {
            throw NoPlaceForInstructions(profile);
        }

        if (options.Prompts is not null
            && (options.InstructionSet is not null || options.Instructions == InstructionSource.None))
        {
            throw new EvaluationException(
                "prompts of your own leave no place for an instruction set or for none",
                "give one of --prompts and --instructions");
        }

        if (options.Attention == AttentionMode.Causal && !folder.IsDecoder)
        {
            throw new EvaluationException(
                $"causal attention was asked of '{folder.Directory}', but '{folder.Architecture}' is no decoder",
                "leave out --attention");
        }
    }

    private static PoolingOptions PoolingOf(ModelFolder folder, EncodingProfile profile, EncoderOptions options)
    {
        var pooling = profile.Pooling ?? folder.Pooling;
        pooling = options.Pooling is { } mode ? pooling with { Modes = [mode] } : pooling;
        var hasProjection = folder.Modules.Any(module => module.Kind == SentenceModuleKind.Projection);
        var averages = pooling.Modes is
            [PoolingMode.Cls or PoolingMode.Mean or PoolingMode.WeightedMean or PoolingMode.LastToken];

        // EGTLM projects each token, then pools; weights that sum to 1 let it be done once, after the pooling.
        return !hasProjection || averages
            ? pooling
            : throw new EvaluationException(
                $"'{folder.Directory}' has a projection head, which does not go with pooling '{pooling.Name}'",
                "expected cls, mean, weightedmean or lasttoken");
    }

    private static string EosToken(ModelFolder folder, EncodingProfile profile) => folder.EosToken
        ?? throw new EvaluationException(
            $"profile '{profile.Name}' ends every text with the tokenizer's 'eos_token', "
            + $"which tokenizer_config.json in '{folder.TransformerDirectory}' does not name",
            "download the model's tokenizer files again, or choose another profile");
}
