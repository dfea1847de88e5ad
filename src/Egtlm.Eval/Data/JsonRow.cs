using System.Text.Json;

namespace Egtlm.Eval.Data;

/// <summary>One object of a JSON file.</summary>
/// <param name="element">The object; valid as long as its document.</param>
/// <param name="line">Line of the file, or number of the object in a list, from 1.</param>
internal sealed class JsonRow(JsonElement element, string file, int line) : Row<JsonElement>
{
    /// <summary>The whole object.</summary>
    public JsonElement Element => element;

    public override string Place => FormattableString.Invariant($"{file}:{line}");

    protected override IEnumerable<string> Columns => element.EnumerateObject().Select(property => property.Name);

    /// <summary>What a value is, shortened, for messages.</summary>
    public static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the string {Shortened(value.GetRawText())}",
        JsonValueKind.Number => $"the number {Shortened(value.GetRawText())}",
        _ => value.GetRawText(),
    };

    protected override bool TryFind(string column, out JsonElement value) => element.TryGetProperty(column, out value);

    protected override CellKind KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => CellKind.Null,
        JsonValueKind.String => CellKind.Text,
        JsonValueKind.Number => CellKind.Number,
        JsonValueKind.True or JsonValueKind.False => CellKind.Boolean,
        JsonValueKind.Array => CellKind.List,
        _ => CellKind.Other,
    };

    protected override string? TextOf(JsonElement value, string column)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw Failure($"column '{column}' is not valid Unicode", null, error);
        }
    }

    protected override bool TryInteger(JsonElement value, out long integer)
    {
        integer = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out integer);
    }

    protected override bool TryReal(JsonElement value, out double real)
    {
        real = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out real);
    }

    protected override int CountOf(JsonElement list) => list.GetArrayLength();

    protected override IEnumerable<JsonElement> ItemsOf(JsonElement list) => list.EnumerateArray();

    protected override string Describe(JsonElement value) => NameOf(value);
}
