using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Egtlm.Eval.Tasks;

/// <summary>Holds a JSON file against the records it is read into and says, with lines, what does not fit.</summary>
internal sealed class JsonShape(string file, byte[] utf8)
{
    private static readonly JsonReaderOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Dictionary<string, int> _lines = [];
    private string? _element;

    public byte[] Utf8 => utf8;

    public List<TaskFinding> Findings { get; } = [];

    /// <summary>Adds a finding at a property, or about the whole file when it is not there.</summary>
    /// <param name="property">At the top level; <c>'list'[0]</c> for an element of a list there and <c>'list'[0].name</c>
    /// for a property of it.</param>
    public void Add(string property, string message, string? hint = null) =>
        Findings.Add(new TaskFinding(file, _lines.TryGetValue(property, out var line) ? line : null, message, hint));

    /// <summary>Adds what the JSON parser says.</summary>
    public void Add(JsonException error)
    {
        // The parser appends its own place, counted from 0 and in bytes.
        var message = error.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        Findings.Add(new TaskFinding(file, (int)(error.LineNumber ?? 0) + 1, $"invalid JSON: {message}"));
    }

    /// <summary>Compares the whole file with <paramref name="type"/>.</summary>
    public void Check(Type type)
    {
        var reader = new Utf8JsonReader(utf8, Reading);
        reader.Read();
        CheckValue(ref reader, type, "the file", 0);
    }

    private void CheckValue(ref Utf8JsonReader reader, Type type, string where, int depth)
    {
        if (reader.TokenType == JsonTokenType.Null && Nullable.GetUnderlyingType(type) is not null)
        {
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(TaskPrompt) && reader.TokenType == JsonTokenType.StartObject)
        {
            type = typeof(PromptTexts);
        }

        var expected = ExpectationOf(type);
        if (!expected.Tokens.Contains(reader.TokenType))
        {
            Add(ref reader, $"{where} is {NameOf(reader.TokenType)}, expected {expected.Name}");
            reader.Skip();
            return;
        }

        var info = StrictJson.Options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object)
        {
            CheckObject(ref reader, info, depth);
        }
        else if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            for (var place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
            {
                if (depth == 1)
                {
                    _element = FormattableString.Invariant($"{where}[{place}]");
                    _lines.TryAdd(_element, LineAt(reader.TokenStartIndex));
                }

                // Not null: the kind says that there is an element type.
                CheckValue(ref reader, info.ElementType!, $"an element of {where}", depth + 1);
            }
        }
        else if (info.Kind == JsonTypeInfoKind.Dictionary)
        {
            CheckDictionary(ref reader, info, depth);
        }
        else if (type.IsEnum && !EnumNames(type).Contains(reader.GetString()))
        {
            // Not null: the expectation let strings pass only.
            var found = reader.GetString()!;
            Add(ref reader, $"{where} is '{found}', expected {QuotedList(EnumNames(type))}",
                NearestName.Hint(found, EnumNames(type)));
        }
    }

    private void CheckObject(ref Utf8JsonReader reader, JsonTypeInfo info, int depth)
    {
        var start = LineAt(reader.TokenStartIndex);
        var seen = new HashSet<string>();
        string[] known = [.. info.Properties.Select(property => property.Name)];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // Not null: a property name is a string.
            var name = reader.GetString()!;
            var property = info.Properties.FirstOrDefault(candidate => candidate.Name == name);
            if (!seen.Add(name))
            {
                Add(ref reader, $"property '{name}' is there twice");
            }
            else if (property is null)
            {
                Add(ref reader, $"unknown property '{name}'",
                    NearestName.Hint(name, known.Except(seen)) ?? $"known: {QuotedList(known)}");
            }

            if (depth == 0 || (depth == 2 && _element is not null))
            {
                _lines.TryAdd(depth == 0 ? name : $"{_element}.{name}", LineAt(reader.TokenStartIndex));
            }

            reader.Read();
            if (property is null || (reader.TokenType == JsonTokenType.Null && property.IsSetNullable))
            {
                reader.Skip();
            }
            else
            {
                CheckValue(ref reader, property.PropertyType, $"'{name}'", depth + 1);
            }
        }

        foreach (var property in info.Properties.Where(one => IsRequired(one) && !seen.Contains(one.Name)))
        {
            Findings.Add(new TaskFinding(file, start, $"property '{property.Name}' is missing"));
        }
    }

    private void CheckDictionary(ref Utf8JsonReader reader, JsonTypeInfo info, int depth)
    {
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // Not null: a property name is a string, and the kind says that there is an element type.
            var key = reader.GetString()!;
            if (!seen.Add(key))
            {
                Add(ref reader, $"'{key}' is there twice");
            }

            _lines.TryAdd(key, LineAt(reader.TokenStartIndex));
            reader.Read();
            CheckValue(ref reader, info.ElementType!, $"'{key}'", depth + 1);
        }
    }

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private static (JsonTokenType[] Tokens, string Name) ExpectationOf(Type type) => type switch
    {
        _ when type == typeof(string) => ([JsonTokenType.String], "a string"),
        _ when type.IsEnum => ([JsonTokenType.String], "a string"),
        _ when type == typeof(bool) => ([JsonTokenType.True, JsonTokenType.False], "true or false"),
        _ when type.IsPrimitive => ([JsonTokenType.Number], "a number"),
        _ when type == typeof(TaskPrompt) => ([JsonTokenType.String], "a string or an object"),
        _ when StrictJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable =>
            ([JsonTokenType.StartArray], "a list"),
        _ => ([JsonTokenType.StartObject], "an object"),
    };

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    private static string[] EnumNames(Type type) =>
        [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static string QuotedList(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private void Add(ref Utf8JsonReader reader, string message, string? hint = null) =>
        Findings.Add(new TaskFinding(file, LineAt(reader.TokenStartIndex), message, hint));

    private int LineAt(long index) => utf8.AsSpan(0, (int)index).Count((byte)'\n') + 1;
}
