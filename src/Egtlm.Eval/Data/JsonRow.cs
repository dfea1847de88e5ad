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

<<<<<<< HEAD
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
=======
    protected override IEnumerable<string> Columns => element.EnumerateObject().Select(property => property.Name);
>>>>>>> rows

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
