using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>One value of a tokenizer file together with its place, so that a failure can say where.</summary>
/// <param name="Place">File and path, as in <c>models/x/tokenizer.json: $.pre_tokenizer</c>.</param>
internal readonly record struct JsonPart(JsonElement Value, string Place)
{
    public string Type => this["type"].Text;

    public string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("a string");

    public bool Flag => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    public int Integer => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number)
        ? number
        : throw Wrong("an integer");

    public double Number => Value.ValueKind == JsonValueKind.Number ? Value.GetDouble() : throw Wrong("a number");

    /// <summary>A member that has to be there.</summary>
    public JsonPart this[string name] => Find(name)
        ?? throw new EvaluationException($"{Place}: expected an object with '{name}', found {Found()}");

    /// <summary>A member, or null where it is absent or null.</summary>
    public JsonPart? Find(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var member)
            && member.ValueKind != JsonValueKind.Null
            ? new JsonPart(member, $"{Place}.{name}")
            : null;

    public bool FlagOr(string name, bool otherwise) => Find(name)?.Flag ?? otherwise;

    /// <summary>The items of a list that has to be one.</summary>
    public List<JsonPart> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("a list");
        }

        var place = Place;
        return [.. Value.EnumerateArray().Select((item, i) => new JsonPart(item, $"{place}[{i}]"))];
    }

    public EvaluationException Wrong(string expected) => new($"{Place}: expected {expected}, found {Found()}");

    /// <summary>The failure for a known kind of part whose type this program does not know.</summary>
    public EvaluationException Unsupported(string kind, string supported) => new(
        $"{Place}: the {kind} type '{Type}' is not supported", $"supported: {supported}");

    private string Found()
    {
        var raw = Value.ValueKind == JsonValueKind.Undefined ? "nothing" : Value.GetRawText();
        return raw.Length <= 60 ? raw : string.Concat(raw.AsSpan(0, 60), "...");
    }
}
