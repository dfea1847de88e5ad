using System.Text;

namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads CSV and TSV files with a header line; a file is kept in memory while it is read.</summary>
/// <remarks>
/// A field is a text as it stands; a reader that asks for a number gets one. Labels are integers when every one of the
/// column is, else texts, as pandas infers a column. An empty field is an empty text. Blank lines are left out.
/// </remarks>
internal static class DelimitedTable
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static async Task ReadAsync(
        string file, char? separator, Action<Row> read, CancellationToken cancellation)
    {
        var text = await ReadTextAsync(file, cancellation).ConfigureAwait(false);
        var records = DelimitedText.Records(text, separator ?? TableFormats.SeparatorOf(file)).GetEnumerator();
        if (!records.MoveNext())
        {
            return;
        }

        string[] names = [.. records.Current.Fields];
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new EvaluationException($"{file}:1: the header has the column '{twice.Key}' twice");
        }

        var rows = new List<DelimitedRecord>();
        while (records.MoveNext())
        {
            rows.Add(Checked(records.Current, names, file));
        }

        var columns = new DelimitedColumns(names, rows);
        for (var i = 0; i < rows.Count; i++)
        {
            read(new DelimitedRow(columns, rows[i], file));
        }
    }

    private static DelimitedRecord Checked(DelimitedRecord record, string[] names, string file)
    {
        if (!record.IsClosed)
        {
            throw new EvaluationException(
                FormattableString.Invariant($"{file}:{record.Line}: found a quote that is never closed"));
        }

        return record.Fields.Count == names.Length
            ? record
            : throw new EvaluationException(FormattableString.Invariant(
                $"{file}:{record.Line}: found {record.Fields.Count} fields, expected {names.Length} as in the header"),
                "a field with a separator, a quote or a line end in it is put in double quotes");
    }

    private static async Task<string> ReadTextAsync(string file, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(DataStream.Open(file), Strict);
            return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw DataStream.Damaged(file, error);
        }
        catch (DecoderFallbackException error)
        {
            throw new EvaluationException(
                $"'{file}' has bytes that are not UTF-8", "save the file as UTF-8, such as with iconv", error);
        }
    }
}
