using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>How an instruction becomes the text before every input.</summary>
/// <param name="Template">Prefix with an instruction; <c>{instruction}</c> stands for it.</param>
/// <param name="WithoutInstruction">Prefix where the instruction is empty.</param>
/// <param name="AppliesToDocuments">False: documents are encoded with <paramref name="WithoutInstruction"/>.</param>
public sealed record InstructionFormat(
    string Template, string WithoutInstruction = "", bool AppliesToDocuments = true)
{
    private const string Slot = "{instruction}";

    /// <summary>The prefix for an instruction as <see cref="InstructionResolver"/> gives it.</summary>
    /// <exception cref="EvaluationException">
    /// A prompt per prompt type without a prompt type. mteb fails there, or prints a Python dictionary into the prefix;
    /// only formats for queries (mteb's Qwen3 wrapper) have an answer: the first entry.
    /// </exception>
    public string Apply(TaskPrompt instruction, PromptType promptType)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        if (promptType == PromptType.Document && !AppliesToDocuments)
        {
            return WithoutInstruction;
        }

        if (instruction.Text is null && AppliesToDocuments)
        {
            throw new EvaluationException(
                "the instruction of the task differs between queries and documents, but the text is neither",
                "give the task one instruction text in 'prompt'");
        }

        var text = instruction.Text ?? instruction.Query ?? instruction.Document ?? "";
        return text.Length == 0 ? WithoutInstruction : Template.Replace(Slot, text, StringComparison.Ordinal);
    }
}
