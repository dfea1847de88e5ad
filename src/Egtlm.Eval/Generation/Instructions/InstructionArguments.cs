using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>A threshold for something that is counted in a response.</summary>
internal readonly record struct CountBound(int Count, string Relation)
{
    public const string AtLeast = "at least";
    public const string LessThan = "less than";
    public const string AtMost = "at most";
    public const string Exactly = "exactly";

    /// <summary>Whether a count meets the threshold.</summary>
    public bool Holds(int actual) => Relation switch
    {
        AtLeast => actual >= Count,
        LessThan => actual < Count,
        AtMost => actual <= Count,
        _ => actual == Count,
    };
}

/// <summary>The arguments of one instruction, read strictly.</summary>
/// <param name="check">Where they come from; its kind is named in failures.</param>
/// <param name="prompt">The prompt of the response.</param>
/// <remarks>
/// lm-evaluation-harness drops empty and zero values and draws missing ones at random, after the prompt was written:
/// such a check means nothing, so it is refused here.
/// </remarks>
internal sealed class InstructionArguments(InstructionCheck check, string prompt)
{
    private static readonly string[] s_relations = [CountBound.AtLeast, CountBound.LessThan];
    private static readonly string[] s_moreRelations = [.. s_relations, CountBound.AtMost, CountBound.Exactly];

    public string Prompt => prompt;

    /// <summary>A whole number of 1 or more; 3.0 is one too.</summary>
    public int Count(string name)
    {
        var value = Value(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && double.IsInteger(number) && number is >= 1 and <= int.MaxValue
            ? (int)number
            : throw Wrong(name, value, "a whole number of 1 or more");
    }

    /// <summary>A string that is not blank.</summary>
    public string Text(string name) => Text(name, Value(name));

    /// <summary>A string that is not blank, or null when absent.</summary>
    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    /// <summary>One or more strings that are not blank.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var value = Value(name);
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray().Select(item => Text(name, item))]
            : throw Wrong(name, value, "a list of one or more strings");
    }

    /// <summary>A number with <c>at least</c> or <c>less than</c>.</summary>
    public CountBound Bound(string count, string relation) =>
        new(Count(count), Choice(relation, s_relations));

    /// <summary>A number with one of four relations.</summary>
    public CountBound AnyBound(string count, string relation) =>
        new(Count(count), Choice(relation, s_moreRelations));

    /// <summary>One of the strings given.</summary>
    public string Choice(string name, IReadOnlyList<string> choices)
    {
        var text = Text(name);
        return choices.Contains(text) ? text : throw new EvaluationException(
            $"instruction '{check.Kind}': found '{text}' in argument '{name}', "
            + $"expected {string.Join(", ", choices.Select(choice => $"'{choice}'"))}",
            NearestName.Hint(text, choices));
    }

    private bool Has(string name) =>
        check.Arguments.TryGetValue(name, out var value)
        && value.ValueKind is not JsonValueKind.Null and not JsonValueKind.Undefined;

    private JsonElement Value(string name) => Has(name)
        ? check.Arguments[name]
        : throw new EvaluationException($"instruction '{check.Kind}': argument '{name}' is missing");

    private string Text(string name, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is null || PythonCase.IsBlank(text) ? throw Wrong(name, value, "a string that is not blank") : text;
    }

    private EvaluationException Wrong(string name, JsonElement value, string expected) => new(
        $"instruction '{check.Kind}': found {JsonRow.NameOf(value)} in argument '{name}', expected {expected}");
}
