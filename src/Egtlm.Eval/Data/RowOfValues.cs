using System.Globalization;

namespace Egtlm.Eval.Data;

/// <summary>The rules of a row's accessors, the same for every format, over its format's values.</summary>
/// <typeparam name="TValue">How the format holds one value.</typeparam>
internal abstract class Row<TValue> : Row
    where TValue : struct
{
    // 2^53: up to there every integral double stands for one integer.
    private const long MostExact = 1L << 53;

    /// <summary>Names of the columns, for messages.</summary>
    protected abstract IEnumerable<string> Columns { get; }

    public sealed override bool Has(string column) => TryFind(column, out _);

    public sealed override string Text(string column) => Text(Find(column), column);

    public sealed override string? OptionalText(string column) =>
        TryFind(column, out var value) && KindOf(value) != CellKind.Null ? Text(value, column) : null;

    public sealed override string Id(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (TryFind(column, out var value))
            {
                return Id(value, column);
            }
        }

        // Fails and lists what is there.
        return Text(columns[0]);
    }

    public sealed override double Real(string column) => Real(Find(column), column);

    public sealed override long Integer(string column) => Integer(Find(column), column, "an integer");

    public sealed override Label Label(string column) => Label(Find(column), column);

    public sealed override bool IsList(string column) => KindOf(Find(column)) == CellKind.List;

    public sealed override IReadOnlyList<string> Texts(string column) =>
        List(column, static (row, value, name) => row.Text(value, name));

    public sealed override IReadOnlyList<string> Ids(string column) =>
        List(column, static (row, value, name) => row.Id(value, name));

    public sealed override IReadOnlyList<double> Reals(string column) =>
        List(column, static (row, value, name) => row.Real(value, name));

    public sealed override IReadOnlyList<long> Integers(string column) =>
        List(column, static (row, value, name) => row.Integer(value, name, "integers"));

    public sealed override IReadOnlyList<Label> Labels(string column) =>
        List(column, static (row, value, name) => row.Label(value, name));

    protected abstract bool TryFind(string column, out TValue value);

    protected abstract CellKind KindOf(TValue value);

    /// <summary>The text of a value, or null when it is none; a number may be one where the format has texts
    /// only.</summary>
    protected abstract string? TextOf(TValue value, string column);

    protected abstract bool TryInteger(TValue value, out long integer);

    protected abstract bool TryReal(TValue value, out double real);

    /// <summary>Whether a value is a class that is a string.</summary>
    protected virtual bool IsTextLabel(TValue value) => KindOf(value) == CellKind.Text;

    protected abstract int CountOf(TValue list);

    protected abstract IEnumerable<TValue> ItemsOf(TValue list);

    /// <summary>What a value is, shortened, for messages.</summary>
    protected abstract string Describe(TValue value);

    protected static string Shortened(string text) => text.Length <= 40 ? text : text[..39] + "…";

    private TValue Find(string column) => TryFind(column, out var value)
        ? value
        : throw Failure(
            $"found no column '{column}', only {string.Join(", ", Columns.Select(name => $"'{name}'"))}",
            "the task file's 'columns' say how the columns of a data set are called");

    private string Text(TValue value, string column) =>
        TextOf(value, column) ?? throw Wrong(column, value, "a string");

    private string Id(TValue value, string column) =>
        KindOf(value) == CellKind.Number && TryInteger(value, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : Text(value, column);

    private double Real(TValue value, string column) =>
        TryReal(value, out var real) ? real : throw Wrong(column, value, "a number");

    private long Integer(TValue value, string column, string expected)
    {
        if (TryInteger(value, out var integer))
        {
            return integer;
        }

        return TryReal(value, out var real) && double.IsInteger(real) && Math.Abs(real) <= MostExact
            ? (long)real
            : throw Wrong(column, value, expected);
    }

    private Label Label(TValue value, string column) => IsTextLabel(value)
        ? new Label(Text(value, column))
        : new Label(Integer(value, column, "an integer or a string"));

    private T[] List<T>(string column, Func<Row<TValue>, TValue, string, T> read)
    {
        var list = Find(column);
        if (KindOf(list) != CellKind.List)
        {
            throw Wrong(column, list, "a list");
        }

        var items = new T[CountOf(list)];
        var next = 0;
        foreach (var item in ItemsOf(list))
        {
            items[next++] = read(this, item, column);
        }

        return items;
    }

    private EvaluationException Wrong(string column, TValue value, string expected) => Failure(
        $"found {Describe(value)} in column '{column}', expected {expected}",
        $"the columns are {string.Join(", ", Columns.Select(name => $"'{name}'"))}");
}
