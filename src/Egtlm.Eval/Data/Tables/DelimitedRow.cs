using System.Globalization;

namespace Egtlm.Eval.Data.Tables;

/// <summary>The header of a delimited file, and what its columns hold.</summary>
internal sealed class DelimitedColumns(string[] names, IReadOnlyList<DelimitedRecord> rows)
{
    private readonly Dictionary<int, bool> _integers = [];

    public IReadOnlyList<string> Names => names;

    public int IndexOf(string name) => Array.IndexOf(names, name);

    /// <summary>Whether every field of a column is an integer.</summary>
    public bool IsInteger(int column)
    {
        if (!_integers.TryGetValue(column, out var isInteger))
        {
            isInteger = rows.All(row => DelimitedRow.IsInteger(row.Fields[column], out _));
            _integers.Add(column, isInteger);
        }

        return isInteger;
    }
}

/// <summary>A record of a delimited file.</summary>
internal sealed class DelimitedRow(DelimitedColumns columns, DelimitedRecord record, string file)
    : Row<DelimitedRow.Field>
{
    /// <summary>A field by the number of its column.</summary>
    internal readonly record struct Field(int Column);

    public override string Place => FormattableString.Invariant($"{file}:{record.Line}");

    protected override IEnumerable<string> Columns => columns.Names;

    /// <summary>pandas takes integers with a sign, and with spaces around them, for integers too.</summary>
    public static bool IsInteger(string text, out long integer) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out integer);

    protected override bool TryFind(string column, out Field value)
    {
        value = new Field(columns.IndexOf(column));
        return value.Column >= 0;
    }

    protected override CellKind KindOf(Field value) => TextOf(value).Length == 0 ? CellKind.Null : CellKind.Text;

    protected override string? TextOf(Field value, string column) => TextOf(value);

    protected override bool IsTextLabel(Field value) => !columns.IsInteger(value.Column);

    protected override bool TryInteger(Field value, out long integer) => IsInteger(TextOf(value), out integer);

    protected override bool TryReal(Field value, out double real) =>
        double.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out real);

    protected override int CountOf(Field list) => 0;

    protected override IEnumerable<Field> ItemsOf(Field list) => [];

    protected override string Describe(Field value) => $"the text '{Shortened(TextOf(value))}'";

    private string TextOf(Field value) => record.Fields[value.Column];
}
