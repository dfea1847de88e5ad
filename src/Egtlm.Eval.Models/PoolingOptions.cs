using System.Text.Json;

namespace Egtlm.Eval.Models;

/// <summary>How token states become one vector, in the order in which sentence-transformers joins several.</summary>
public enum PoolingMode
{
    Cls,
    Max,
    Mean,
    MeanSqrtLength,
    WeightedMean,
    LastToken,
}

/// <summary>Whether the tokens of the prompt count in the pooling; attention always sees them.</summary>
public enum PromptPooling
{
    /// <summary>Every token counts.</summary>
    Include,

    /// <summary>
    /// sentence-transformers 6 with <c>include_prompt</c> false: no mode sees the prompt; <see cref="PoolingMode.Cls"/>
    /// is the first token after it and <see cref="PoolingMode.WeightedMean"/> keeps the original positions as weights.
    /// </summary>
    Exclude,

    /// <summary>
    /// EGTLM: only the means leave the prompt out, and weights start at 1 after it; <see cref="PoolingMode.Cls"/> is
    /// the first token of the prompt.
    /// </summary>
    ExcludeFromMeans,
}

/// <summary>Pooling of a model. Several modes are joined in the order of <see cref="PoolingMode"/>.</summary>
public sealed record PoolingOptions(IReadOnlyList<PoolingMode> Modes, PromptPooling Prompt = PromptPooling.Include)
{
    /// <summary>Names of the modes in sentence-transformers files and in profiles.</summary>
    private static readonly Dictionary<string, PoolingMode> ModesByName = new(StringComparer.Ordinal)
    {
        ["cls"] = PoolingMode.Cls,
        ["max"] = PoolingMode.Max,
        ["mean"] = PoolingMode.Mean,
        ["mean_sqrt_len_tokens"] = PoolingMode.MeanSqrtLength,
        ["weightedmean"] = PoolingMode.WeightedMean,
        ["lasttoken"] = PoolingMode.LastToken,
    };

    /// <summary>The older spelling: one flag per mode.</summary>
    private static readonly Dictionary<string, PoolingMode> ModesByFlag = new(StringComparer.Ordinal)
    {
        ["pooling_mode_cls_token"] = PoolingMode.Cls,
        ["pooling_mode_max_tokens"] = PoolingMode.Max,
        ["pooling_mode_mean_tokens"] = PoolingMode.Mean,
        ["pooling_mode_mean_sqrt_len_tokens"] = PoolingMode.MeanSqrtLength,
        ["pooling_mode_weightedmean_tokens"] = PoolingMode.WeightedMean,
        ["pooling_mode_lasttoken"] = PoolingMode.LastToken,
    };

    /// <summary>Every name of a mode.</summary>
    public static IReadOnlyList<string> ModeNames { get; } = [.. ModesByName.Keys];

    /// <summary>Such as <c>cls+mean</c>.</summary>
    public string Name => string.Join('+', Modes.Select(mode => ModesByName.First(pair => pair.Value == mode).Key));

    /// <summary>
    /// Reads <c>1_Pooling/config.json</c> of a sentence-transformers folder, in its old or new spelling.
    /// </summary>
    /// <param name="path">The file, for messages.</param>
    internal static PoolingOptions Read(JsonElement config, string path)
    {
        var modes = config.TryGetProperty("pooling_mode", out var mode) && mode.ValueKind != JsonValueKind.Null
            ? FromNames(mode, path)
            : FromFlags(config);
        if (modes.Length == 0)
        {
            throw new EvaluationException($"'{path}' switches every pooling mode off", "set 'pooling_mode' to 'mean'");
        }

        return new PoolingOptions(
            [.. modes.Distinct().Order()],
            config.Flag("include_prompt") == false ? PromptPooling.Exclude : PromptPooling.Include);
    }

    /// <summary>A mode by its name.</summary>
    /// <param name="path">The file or option that names it, for messages.</param>
    public static PoolingMode Mode(string? name, string path) =>
        ModesByName.TryGetValue(name?.ToLowerInvariant() ?? "", out var mode)
            ? mode
            : throw new EvaluationException(
                $"'{path}': pooling mode '{name}' is not known", $"known: {string.Join(", ", ModesByName.Keys)}");

    private static PoolingMode[] FromNames(JsonElement mode, string path) => mode.ValueKind == JsonValueKind.Array
        ? [.. mode.EnumerateArray().Select(name => Mode(name.ToString(), path))]
        : [Mode(mode.ToString(), path)];

    // A flag that is absent is off, but for the mean: so the constructor of sentence-transformers 5's Pooling has it.
    private static PoolingMode[] FromFlags(JsonElement config) =>
    [
        .. ModesByFlag.Where(flag => config.Flag(flag.Key) ?? flag.Value == PoolingMode.Mean).Select(flag => flag.Value),
    ];
}
