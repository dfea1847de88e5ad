using System.Text.Json;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>A prompt with instructions that a program can check.</summary>
/// <param name="Key">Id of the prompt.</param>
/// <param name="Prompt">What the model is asked.</param>
/// <param name="Checks">One or more instructions, each of a known kind with valid arguments.</param>
public sealed record InstructedPrompt(string Key, string Prompt, IReadOnlyList<InstructionCheck> Checks)
{
    /// <summary>
    /// Reads a row in the format of google/IFEval: <c>key</c>, <c>prompt</c>, <c>instruction_id_list</c> and
    /// <c>kwargs</c>, the last two equally long.
    /// </summary>
    /// <exception cref="EvaluationException">A column is missing, or an instruction is not as expected.</exception>
    internal static InstructedPrompt Read(JsonRow row)
    {
        var prompt = row.Text("prompt");
        var kinds = row.Texts("instruction_id_list");
        JsonElement[] arguments = row.IsList("kwargs") ? [.. row.Element.GetProperty("kwargs").EnumerateArray()] : [];
        if (kinds.Count == 0 || kinds.Count != arguments.Length)
        {
            throw row.Failure(
                FormattableString.Invariant($"found {kinds.Count} instructions in 'instruction_id_list' and ")
                + FormattableString.Invariant($"{arguments.Length} lists of arguments in 'kwargs'"),
                "both hold one entry an instruction, at least one: [\"punctuation:no_comma\"] and [{}]");
        }

        InstructionCheck[] checks = [.. kinds.Zip(arguments, (kind, values) => Check(row, kind, values))];
        try
        {
            foreach (var check in checks)
            {
                InstructionKinds.Validate(check, prompt);
            }
        }
        catch (EvaluationException error)
        {
            throw row.Failure(error.Message, error.Hint, error);
        }

        return new InstructedPrompt(row.Id("key"), prompt, checks);
    }

    private static InstructionCheck Check(JsonRow row, string kind, JsonElement values) =>
        values.ValueKind == JsonValueKind.Object
            ? new InstructionCheck(kind, Arguments(values))
            : throw row.Failure(
                $"found {JsonRow.NameOf(values)} in 'kwargs', expected an object with the arguments of '{kind}'");

    // Cloned: a row is valid during the call only. The last of equal names counts, as in Python.
    private static Dictionary<string, JsonElement> Arguments(JsonElement values)
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject())
        {
            arguments[value.Name] = value.Value.Clone();
        }

        return arguments;
    }
}
