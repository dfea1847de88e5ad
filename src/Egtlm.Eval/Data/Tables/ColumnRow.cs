using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Data.Tables;

/// <summary>A row of columns; <see cref="Move"/> makes it the next one.</summary>
/// <param name="columns">The columns that were read, by name.</param>
/// <param name="names">Every column of the file.</param>
/// <param name="first">Number of the first row in the file, from 1.</param>
internal sealed class ColumnRow(
    Dictionary<string, Column> columns, IReadOnlyList<string> names, string file, long first) : Row<ColumnRow.Cell>
{
    private int _row;

    /// <summary>One value of a column, or one item of a list.</summary>
    internal readonly record struct Cell(Column Column, int Index);

    public override string Place => FormattableString.Invariant($"{file}, row {first + _row}");

    protected override IEnumerable<string> Columns => names;

    public void Move(int row) => _row = row;

    protected override bool TryFind(string column, out Cell value)
    {
        var isThere = columns.TryGetValue(column, out var found);
        if (!isThere && names.Contains(column))
        {
            throw new InvalidOperationException($"the reader did not ask for column '{column}'");
        }

        value = isThere ? new Cell(found!, _row) : default; // not null: it is there
        return isThere;
    }

    protected override CellKind KindOf(Cell value) =>
        value.Column.At(value.Index) < 0 ? CellKind.Null : value.Column.Kind;

    protected override string? TextOf(Cell value, string column)
    {
        if (KindOf(value) != CellKind.Text)
        {
            return null;
        }

        try
        {
            return ((TextColumn)value.Column).Value(value.Index);
        }
        catch (DecoderFallbackException error)
        {
            throw Failure($"column '{column}' is not valid Unicode", null, error);
        }
    }

    protected override bool TryInteger(Cell value, out long integer)
    {
        var isInteger = value.Column is IntegerColumn && KindOf(value) == CellKind.Number;
        integer = isInteger ? ((IntegerColumn)value.Column).Value(value.Index) : 0;
        return isInteger;
    }

    protected override bool TryReal(Cell value, out double real)
    {
        var isReal = KindOf(value) == CellKind.Number;
        real = !isReal ? 0
            : value.Column is RealColumn reals ? reals.Value(value.Index)
            : ((IntegerColumn)value.Column).Value(value.Index);
        return isReal;
    }

    protected override int CountOf(Cell list)
    {
        var range = ((ListColumn)list.Column).Of(list.Index);
        return range.End.Value - range.Start.Value;
    }

    protected override IEnumerable<Cell> ItemsOf(Cell list)
    {
        var column = (ListColumn)list.Column;
        var range = column.Of(list.Index);
        for (var i = range.Start.Value; i < range.End.Value; i++)
        {
            yield return new Cell(column.Items, i);
        }
    }

    protected override string Describe(Cell value) => KindOf(value) switch
    {
        CellKind.Null => "null",
        CellKind.Text => $"the string \"{Shortened(((TextColumn)value.Column).Shown(value.Index))}\"",
        CellKind.Number when value.Column is IntegerColumn integers =>
            string.Create(CultureInfo.InvariantCulture, $"the number {integers.Value(value.Index)}"),
        CellKind.Number => string.Create(
            CultureInfo.InvariantCulture, $"the number {((RealColumn)value.Column).Value(value.Index)}"),
        CellKind.Boolean => ((BooleanColumn)value.Column).Value(value.Index) ? "true" : "false",
        CellKind.List => "a list",
        CellKind.Other => $"a value of type {((OtherColumn)value.Column).Type}",
    };
}
