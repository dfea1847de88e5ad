using System.Text.Json;

namespace Egtlm.Eval.Data;

/// <summary>One row of a JSON lines file; a failure names file and line, what was found and what was
/// expected.</summary>
internal readonly record struct JsonRow(JsonElement Row, string File, int Line)
{
    /// <summary>A string.</summary>
    public string Text(string column) => Text(Column(column), column);

    /// <summary>A string, or null when the column is missing or null.</summary>
    public string? OptionalText(string column) =>
        Row.TryGetProperty(column, out var value) && value.ValueKind != JsonValueKind.Null ? Text(value, column) : null;

    /// <summary>An id: a string, or an integer in its decimal form, as mteb casts it.</summary>
    /// <param name="columns">Names that the column may have.</param>
    public string Id(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Row.TryGetProperty(column, out var value))
            {
                return Id(value, column);
            }
        }

        // Fails and lists what is there.
        return Text(columns[0]);
    }

    /// <summary>A number.</summary>
    public double Real(string column)
    {
        var value = Column(column);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(column, value, "a number");
    }

    /// <summary>An integer; 1.0 is one too.</summary>
    public long Integer(string column) => Integer(Column(column), column, "an integer");

    /// <summary>A class: an integer or a string.</summary>
    public Label Label(string column) => Label(Column(column), column);

    /// <summary>Whether the column holds a list.</summary>
    public bool IsList(string column) => Column(column).ValueKind == JsonValueKind.Array;

    /// <summary>A list of strings.</summary>
    public IReadOnlyList<string> Texts(string column) =>
        List(column, static (row, value, name) => row.Text(value, name));

    /// <summary>A list of ids.</summary>
    public IReadOnlyList<string> Ids(string column) => List(column, static (row, value, name) => row.Id(value, name));

    /// <summary>A list of integers.</summary>
    public IReadOnlyList<long> Integers(string column) =>
        List(column, static (row, value, name) => row.Integer(value, name, "integers"));

    /// <summary>A list of numbers.</summary>
    public IReadOnlyList<double> Reals(string column) => List(column, static (row, value, name) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw row.Wrong(name, value, "numbers"));

    /// <summary>A list of classes.</summary>
    public IReadOnlyList<Label> Labels(string column) =>
        List(column, static (row, value, name) => row.Label(value, name));

    /// <summary>A failure that names this line.</summary>
    public EvaluationException Failure(string message, string? hint = null, Exception? inner = null) =>
        new(FormattableString.Invariant($"{File}:{Line}: {message}"), hint, inner);

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

    private JsonElement Column(string column) => Row.TryGetProperty(column, out var value)
        ? value
        : throw Failure(
            $"found no column '{column}', only {string.Join(", ", Row.EnumerateObject().Select(p => $"'{p.Name}'"))}",
            "the task file's 'columns' say how the columns of a data set are called");

    private string Id(JsonElement value, string column) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? value.GetRawText() : Text(value, column);

    private string Text(JsonElement value, string column)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Wrong(column, value, "a string");
        }

        try
        {
            // Not null: the value is a JSON string.
            return value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Failure($"column '{column}' is not valid Unicode", null, error);
        }
    }

    private long Integer(JsonElement value, string column, string expected)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (value.TryGetInt64(out var integer))
            {
                return integer;
            }

            // 2^53: up to there every integral double stands for one integer.
            if (value.TryGetDouble(out var real) && double.IsInteger(real) && Math.Abs(real) <= 1L << 53)
            {
                return (long)real;
            }
        }

        throw Wrong(column, value, expected);
    }

    private Label Label(JsonElement value, string column) => value.ValueKind == JsonValueKind.String
        ? new Label(Text(value, column))
        : new Label(Integer(value, column, "an integer or a string"));

    private T[] List<T>(string column, Func<JsonRow, JsonElement, string, T> read)
    {
        var value = Column(column);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(column, value, "a list");
        }

        var items = new T[value.GetArrayLength()];
        var next = 0;
        foreach (var item in value.EnumerateArray())
        {
            items[next++] = read(this, item, column);
        }

        return items;
    }

    private EvaluationException Wrong(string column, JsonElement value, string expected) =>
        Failure($"found {NameOf(value)} in column '{column}', expected {expected}");

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..39] + "…";
}
