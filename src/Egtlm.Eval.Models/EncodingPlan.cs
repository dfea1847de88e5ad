using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Models;

/// <summary>How texts become vectors: folder, profile and options made one by <see cref="EncodingPlans"/>.</summary>
public sealed record EncodingPlan
{
    public required EncodingProfile Profile { get; init; }

    public required PoolingOptions Pooling { get; init; }

    /// <summary>Projection, Dense and Normalize modules after the pooling, in order.</summary>
    public required IReadOnlyList<SentenceModule> Modules { get; init; }

    /// <summary>Whether vectors get length 1 after the last module.</summary>
    public required bool NormalisesLast { get; init; }

    /// <summary>The template around an instruction; null: <see cref="Prompts"/> by name.</summary>
    public required InstructionFormat? Format { get; init; }

    public required InstructionSource Instructions { get; init; }

    /// <summary>Instructions in place of the tasks' own; null for none. Only with a <see cref="Format"/>.</summary>
    public InstructionSet? InstructionSet { get; init; }

    /// <summary>Where the user's own prompts are from; null for none.</summary>
    public string? OverrideSource { get; init; }

    /// <summary>Instructions before the tasks' own, by task, type or role; null for none.</summary>
    public IReadOnlyDictionary<string, TaskPrompt>? InstructionOverrides { get; init; }

    public required IReadOnlyDictionary<string, string> Prompts { get; init; }

    public required string? DefaultPromptName { get; init; }

    /// <summary>Text after every input, part of what is cut; empty for none.</summary>
    public required string EndText { get; init; }

    /// <summary>A token that ends every input, a cut one too; null for none.</summary>
    public required string? EndToken { get; init; }

    /// <summary>Longest input in tokens, prompt and special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>White space around prompt and text is removed, as sentence-transformers does.</summary>
    public required bool StripsText { get; init; }

    public required bool LowersCase { get; init; }

    /// <summary>Each token sees earlier ones only; never so for encoders such as BERT.</summary>
    public required bool IsCausal { get; init; }

    /// <summary>Whether a vector has length 1.</summary>
    public bool IsNormalised => NormalisesLast || Modules is [.., { Kind: SentenceModuleKind.Normalize }];

    /// <summary>The text before every input of a request; empty for none.</summary>
    public string PromptFor(EncodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Format is not null)
        {
            return Instructions switch
            {
                InstructionSource.None => Format.WithoutInstruction,
                InstructionSource.Task => Format.Apply(InstructionFor(request), request.PromptType),
            };
        }

        return Prompt(PromptResolver.KeyFor(Prompts, request));
    }

    /// <summary>The text before every input without a task; empty for none.</summary>
    /// <param name="instruction">An instruction of the user's own; null for none.</param>
    /// <exception cref="EvaluationException">There is no place for the instruction.</exception>
    public string PromptFor(PromptType promptType, string? instruction)
    {
        if (Format is not null)
        {
            return Format.Apply(new TaskPrompt(instruction ?? ""), promptType);
        }

        return instruction is null
            ? Prompt(TaskTypeName.Of(promptType) is { } role && Prompts.ContainsKey(role) ? role : null)
            : throw EncodingPlans.NoPlaceForInstructions(Profile);
    }

    private TaskPrompt InstructionFor(EncodeRequest request) => InstructionSet is null
        ? InstructionResolver.Resolve(InstructionOverrides, request)
        : InstructionSet.Resolve(request);

    private string Prompt(string? key) => (key ?? DefaultPromptName) is { } name ? Prompts[name] : "";
}
