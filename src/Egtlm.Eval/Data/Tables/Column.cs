using System.Text;

namespace Egtlm.Eval.Data.Tables;

/// <summary>The values of one column in one row group.</summary>
/// <param name="positions">Where the value of a row is among those that are not null, or -1; null when none is.</param>
internal abstract class Column(int[]? positions)
{
    public abstract CellKind Kind { get; }

    public int At(int row) => positions is null ? row : positions[row];
}

/// <summary>Strings, as the bytes that the file has.</summary>
internal sealed class TextColumn(ReadOnlyMemory<byte>[] values, int[]? positions) : Column(positions)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public override CellKind Kind => CellKind.Text;

    /// <exception cref="DecoderFallbackException">The bytes are not UTF-8.</exception>
    public string Value(int row) => Strict.GetString(values[At(row)].Span);

    /// <summary>The string for a message, whatever its bytes.</summary>
    public string Shown(int row) => Encoding.UTF8.GetString(values[At(row)].Span);
}

/// <summary>Integers up to 64 bits.</summary>
internal sealed class IntegerColumn(long[] values, int[]? positions) : Column(positions)
{
    public override CellKind Kind => CellKind.Number;

    public long Value(int row) => values[At(row)];
}

/// <summary>Floats of 32 or 64 bits.</summary>
internal sealed class RealColumn(double[] values, int[]? positions) : Column(positions)
{
    public override CellKind Kind => CellKind.Number;

    public double Value(int row) => values[At(row)];
}

internal sealed class BooleanColumn(bool[] values, int[]? positions) : Column(positions)
{
    public override CellKind Kind => CellKind.Boolean;

    public bool Value(int row) => values[At(row)];
}

/// <summary>A list a row: items <c>starts[row]</c> to <c>starts[row + 1]</c> of another column.</summary>
/// <param name="present">0 for a row that has a list, -1 for a null; null when none is null.</param>
internal sealed class ListColumn(Column items, int[] starts, int[]? present) : Column(present)
{
    public override CellKind Kind => CellKind.List;

    public Column Items => items;

    public Range Of(int row) => starts[row]..starts[row + 1];
}

/// <summary>A column of a type that no task reads, such as a struct.</summary>
internal sealed class OtherColumn(string type) : Column(null)
{
    public override CellKind Kind => CellKind.Other;

    public string Type => type;
}
