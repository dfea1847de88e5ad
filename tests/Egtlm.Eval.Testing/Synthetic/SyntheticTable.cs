namespace Egtlm.Eval.Testing.Synthetic;

/// <summary>A column: <c>string[]</c>, <c>long[]</c>, <c>double[]</c>, or an array of one of these per row.</summary>
public sealed record SyntheticColumn(string Name, Array Values)
{
    public bool IsList => Values is string[][] or long[][] or double[][];
}

/// <summary>A split of a made-up data set; all columns have one length.</summary>
public sealed record SyntheticTable(params IReadOnlyList<SyntheticColumn> Columns)
{
    public int Rows => Columns[0].Values.Length;

    /// <summary>The rows from <paramref name="start"/>.</summary>
    public SyntheticTable Slice(int start, int count) => new(
        [.. Columns.Select(column => column with { Values = Slice(column.Values, start, count) })]);

    /// <summary>The rows of some tables one after another, with a column that says which they came from.</summary>
    public static SyntheticTable Stack(string column, IReadOnlyList<(string Name, SyntheticTable Table)> parts)
    {
        SyntheticColumn[] columns =
        [
            .. parts[0].Table.Columns.Select((first, place) => first with
            {
                Values = Join([.. parts.Select(part => part.Table.Columns[place].Values)]),
            }),
        ];
        string[] names = [.. parts.SelectMany(part => Enumerable.Repeat(part.Name, part.Table.Rows))];
        return new SyntheticTable([.. columns, new SyntheticColumn(column, names)]);
    }

    private static Array Slice(Array values, int start, int count)
    {
        // Not null: the type is an array's.
        var slice = Array.CreateInstance(values.GetType().GetElementType()!, count);
        Array.Copy(values, start, slice, 0, count);
        return slice;
    }

    private static Array Join(IReadOnlyList<Array> parts)
    {
        var joined = Array.CreateInstance(parts[0].GetType().GetElementType()!, parts.Sum(part => part.Length));
        var at = 0;
        foreach (var part in parts)
        {
            Array.Copy(part, 0, joined, at, part.Length);
            at += part.Length;
        }

        return joined;
    }
}
