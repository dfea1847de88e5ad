using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads Parquet files a row group at a time: memory is that of the wanted columns of one group.</summary>
internal static class ParquetTable
{
    // Page headers are read byte by byte.
    private const int BufferBytes = 1 << 16;

    public static async Task ReadAsync(
        string file, IReadOnlyList<string> columns, Action<Row> read, CancellationToken cancellation)
    {
        using var stream = Open(file);
        var reader = await Guarded(
            file, async () => await ParquetReader.CreateAsync(stream, null, true, cancellation).ConfigureAwait(false))
            .ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        KeepBytes(reader);
        var fields = await Guarded(file, () => Task.FromResult(reader.Schema.Fields)).ConfigureAwait(false);
        string[] names = [.. fields.Select(field => field.Name)];
        Field[] wanted = [.. fields.Where(field => columns.Contains(field.Name))];
        var first = 1L;
        foreach (var group in reader.RowGroups)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = await Guarded(file, () => ReadGroupAsync(group, wanted, cancellation)).ConfigureAwait(false);
            var row = new ColumnRow(found, names, file, first);
            for (var i = 0; i < group.RowCount; i++)
            {
                row.Move(i);
                read(row);
            }

            first += group.RowCount;
        }
    }

    private static async Task<Dictionary<string, Column>> ReadGroupAsync(
        ParquetRowGroupReader group, Field[] fields, CancellationToken cancellation)
    {
        var columns = new Dictionary<string, Column>();
        foreach (var field in fields)
        {
            columns.Add(field.Name, await ParquetColumn.ReadAsync(group, field, cancellation).ConfigureAwait(false));
        }

        return columns;
    }

    /// <summary>Leaves strings as bytes: the library would put U+FFFD for what is not UTF-8, and say nothing.</summary>
    private static void KeepBytes(ParquetReader reader)
    {
        foreach (var element in reader.Metadata?.Schema ?? [])
        {
            var isString = element.ConvertedType == ConvertedType.UTF8 || element.LogicalType?.STRING is not null;
            if (element.Type == Parquet.Meta.Type.BYTE_ARRAY && isString)
            {
                element.ConvertedType = null;
                element.LogicalType = null;
            }
        }
    }

    private static FileStream Open(string file)
    {
        Utf8Lines.Open(file).Dispose(); // one place says what is wrong with a file that cannot be opened
        return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
    }

    /// <summary>The library fails in many ways on bytes that are not as they should be.</summary>
    private static async Task<T> Guarded<T>(string file, Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (NotImplementedException error)
        {
            throw new EvaluationException(
                $"'{file}' has lists in data pages of version 2, which cannot be read",
                "write it with data pages of version 1, which is the default of pyarrow", error);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new EvaluationException(
                $"'{file}' is not a Parquet file that can be read: {error.Message}",
                "is it whole? remove it and fetch it again", error);
        }
    }
}
