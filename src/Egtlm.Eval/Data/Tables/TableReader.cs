namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads tables row by row, whatever their format.</summary>
internal static class TableReader
{
    /// <summary>Calls <paramref name="read"/> with every row in order; a row is valid during the call only.</summary>
    /// <param name="columns">The columns that may be read, whether they are there or not; Parquet reads no
    /// other.</param>
    /// <exception cref="EvaluationException">A file is missing or damaged, or there is no row.</exception>
    public static async Task ReadAsync(
        DataTable table, IReadOnlyList<string> columns, Action<Row> read, CancellationToken cancellation)
    {
        var (count, kept) = (0L, 0L);
        string[] wanted = [.. columns, .. table.Filter is { } filter ? new[] { filter.Column } : []];
        foreach (var file in table.Files)
        {
            await (TableFormats.Of(file) switch
            {
                TableFormat.Json => JsonTable.ReadAsync(file, table.Field, Next, cancellation),
                TableFormat.Delimited => DelimitedTable.ReadAsync(file, table.Separator, Next, cancellation),
                TableFormat.Parquet => ParquetTable.ReadAsync(file, wanted, Next, cancellation),
                null => throw new EvaluationException(
                    $"'{file}' has a format that cannot be read", $"expected {TableFormats.Expected}"),
            }).ConfigureAwait(false);
        }

        if (kept == 0)
        {
            throw NoRows(table, count);
        }

        void Next(Row row)
        {
            count++;
            if (table.Filter is null || row.OptionalText(table.Filter.Column) == table.Filter.Value)
            {
                kept++;
                read(row);
            }
        }
    }

    private static EvaluationException NoRows(DataTable table, long count)
    {
        if (count > 0)
        {
            // Not null: rows were left out.
            var (column, value) = table.Filter!;
            return new EvaluationException(FormattableString.Invariant(
                $"none of the {count} rows of {table.Place} has '{value}' in column '{column}'"));
        }

        var isJson = TableFormats.Of(table.Files[0]) == TableFormat.Json;
        return new EvaluationException(
            $"{table.Place} has no rows{(isJson ? ", expected one JSON object a line" : "")}");
    }
}
