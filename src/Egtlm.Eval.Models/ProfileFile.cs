using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Models;

/// <summary>A profile as its JSON file spells it; see <see cref="EncodingProfile"/> for what the fields mean.</summary>
internal sealed record ProfileFile
{
    public required string Summary { get; init; }

    /// <summary>Where the facts are from; for readers of the file.</summary>
    public string? Source { get; init; }

    /// <summary>One of <see cref="AttentionModes.Names"/>.</summary>
    public string? Attention { get; init; }

    /// <summary>One of <see cref="PoolingOptions.ModeNames"/>.</summary>
    public string? Pooling { get; init; }

    public PromptPooling PromptPooling { get; init; }

    public InstructionFormat? Format { get; init; }

    public InstructionSource Instructions { get; init; }

    public IReadOnlyDictionary<string, string>? Prompts { get; init; }

    public IReadOnlyList<string>? SpecialTokens { get; init; }

    public string? EndText { get; init; }

    public bool AppendsEos { get; init; }

    public bool? StripsText { get; init; }

    public bool? Normalise { get; init; }

    public int? MaxLength { get; init; }

    /// <exception cref="EvaluationException">A name is unknown, or fields exclude each other.</exception>
    public EncodingProfile ToProfile(string name)
    {
        var origin = $"profile {name}";
        if (Format is not null && Prompts is not null)
        {
            throw new EvaluationException(
                $"profile '{name}' has a 'format' and 'prompts'",
                "'format' puts the task's instruction before a text, 'prompts' fixed texts: keep one of them");
        }

        if (SpecialTokens?.Contains("") == true)
        {
            throw new EvaluationException($"profile '{name}' has an empty text in 'special_tokens'");
        }

        return new EncodingProfile
        {
            Name = name,
            Summary = Summary,
            Attention = Attention is null ? null : AttentionModes.Parse(Attention, origin),
            Pooling = Pooling is null ? null : new PoolingOptions([PoolingOptions.Mode(Pooling, origin)], PromptPooling),
            Format = Format,
            Instructions = Instructions,
            Prompts = Prompts,
            SpecialTokens = SpecialTokens ?? [],
            EndText = EndText,
            AppendsEos = AppendsEos,
            StripsText = StripsText,
            Normalise = Normalise,
            MaxLength = MaxLength,
        };
    }
}
