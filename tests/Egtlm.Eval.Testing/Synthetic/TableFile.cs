using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace Egtlm.Eval.Testing.Synthetic;

/// <summary>Writes a table in the format that the file's name says.</summary>
public static class TableFile
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(string path, SyntheticTable table, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // not null: a file has a folder
        await using var file = File.Create(path);
        if (path.EndsWith(".parquet", StringComparison.Ordinal))
        {
            await WriteParquetAsync(file, table, cancellation);
            return;
        }

        await using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionLevel.Fastest)
            : file;
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var lines = Path.GetFileName(path).Split('.')[1] switch
        {
            "jsonl" => Enumerable.Range(0, table.Rows).Select(row => JsonLine(table, row)),
            "csv" => SeparatedLines(table, ','),
            "tsv" => SeparatedLines(table, '\t'),
            var other => throw new ArgumentException($"no writer for '.{other}'", nameof(path)),
        };
        foreach (var line in lines)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    private static string JsonLine(SyntheticTable table, int row) => JsonSerializer.Serialize(
        table.Columns.ToDictionary(column => column.Name, column => column.Values.GetValue(row)), Plain);

    private static IEnumerable<string> SeparatedLines(SyntheticTable table, char separator)
    {
        yield return string.Join(separator, table.Columns.Select(column => column.Name));
        for (var row = 0; row < table.Rows; row++)
        {
            yield return string.Join(separator, table.Columns.Select(column => Field(column.Values.GetValue(row), separator)));
        }
    }

    private static string Field(object? value, char separator)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().ContainsAny([separator, '"', '\n'])
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static async Task WriteParquetAsync(Stream stream, SyntheticTable table, CancellationToken cancellation)
    {
        (Field Field, DataField Data)[] fields = [.. table.Columns.Select(FieldsOf)];
        var schema = new ParquetSchema(fields.Select(field => field.Field));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation);
        using var group = writer.CreateRowGroup();
        foreach (var (column, field) in table.Columns.Zip(fields, (column, field) => (column, field.Data)))
        {
            await WriteColumnAsync(group, field, column.Values);
        }
    }

    private static (Field Field, DataField Data) FieldsOf(SyntheticColumn column)
    {
        var name = column.IsList ? "element" : column.Name;
        DataField data = column.Values switch
        {
            string[] or string[][] => new DataField<string>(name, nullable: false),
            long[] or long[][] => new DataField<long>(name, nullable: false),
            _ => new DataField<double>(name, nullable: false),
        };
        return (column.IsList ? new ListField(column.Name, data) : data, data);
    }

    private static Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, Array values) => values switch
    {
        string[] texts => group.WriteAsync(field, texts),
        long[] numbers => group.WriteAsync<long>(field, numbers),
        double[] reals => group.WriteAsync<double>(field, reals),
        string[][] lists => group.WriteAsync(field, [.. lists.SelectMany(list => list)], Levels(field, lists)),
        long[][] lists => group.WriteAsync<long>(field, lists.SelectMany(list => list).ToArray(), Levels(field, lists)),
        double[][] lists =>
            group.WriteAsync<double>(field, lists.SelectMany(list => list).ToArray(), Levels(field, lists)),
        _ => throw new ArgumentException($"no column of {values.GetType()}", nameof(values)),
    };

    /// <summary>A row begins where the repetition level is 0; no list is empty.</summary>
    private static int[] Levels<T>(DataField field, T[][] lists) =>
        [.. lists.SelectMany(list => list.Select((_, place) => place == 0 ? 0 : field.MaxRepetitionLevel))];
}
