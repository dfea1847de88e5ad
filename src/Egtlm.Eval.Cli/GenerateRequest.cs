using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Generation;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>generate</c> was asked to do.</summary>
internal sealed record GenerateRequest
{
    public required string Model { get; init; }

    /// <summary>One prompt; null: <see cref="Input"/>.</summary>
    public string? Prompt { get; init; }

    /// <summary>A file of prompts.</summary>
    public string? Input { get; init; }

    /// <summary>No chat template.</summary>
    public bool IsRaw { get; init; }

    /// <summary>A system message in front of prompts.</summary>
    public string? System { get; init; }

    public bool WritesJson { get; init; }

    public required LanguageModelOptions Loading { get; init; }

    public required GenerationOptions Options { get; init; }
}
