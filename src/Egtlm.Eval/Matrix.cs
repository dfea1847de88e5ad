namespace Egtlm.Eval;

/// <summary>A dense row-major matrix <c>[rows, columns]</c>; one embedding per row. The array is not copied.</summary>
/// <typeparam name="T">float for embeddings; double where a reference tool widens its input.</typeparam>
public sealed class Matrix<T>
{
    /// <exception cref="ArgumentException">The array does not hold rows × columns values.</exception>
    public Matrix(T[] values, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)rows * columns)
        {
            throw new ArgumentException($"{values.LongLength} values do not fill [{rows}, {columns}]", nameof(values));
        }

        Values = values;
        Rows = rows;
        Columns = columns;
    }

    public T[] Values { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Row <paramref name="index"/> as a span of <see cref="Columns"/> values.</summary>
    public Span<T> Row(int index) => Values.AsSpan(index * Columns, Columns);

    /// <summary>A new matrix of the given rows, in the given order; a row may repeat.</summary>
    public Matrix<T> SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new T[rows.Count * Columns];
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns, Columns));
        }

        return new Matrix<T>(values, rows.Count, Columns);
    }
}
