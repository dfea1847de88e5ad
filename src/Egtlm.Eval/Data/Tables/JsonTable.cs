using System.Text.Json;

namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads JSON files: one object a line, or one document that is a list of objects.</summary>
internal static class JsonTable
{
    /// <param name="field">The property of the document that holds the list, or null.</param>
    public static async Task ReadAsync(
        string file, string? field, Action<Row> read, CancellationToken cancellation)
    {
        // As datasets: the first byte tells a list, whatever the file's name.
        if (field is not null || await StartsListAsync(file, cancellation).ConfigureAwait(false))
        {
            await ReadDocumentAsync(file, field, read, cancellation).ConfigureAwait(false);
            return;
        }

        await Utf8Lines.ReadAsync(
            file,
            (line, number) => _ = JsonLines.Read(line, file, number, row =>
            {
                read(row);
                return true;
            }),
            cancellation).ConfigureAwait(false);
    }

    private static async Task<bool> StartsListAsync(string file, CancellationToken cancellation)
    {
        using var stream = DataStream.Open(file);
        var buffer = new byte[64];
        int count;
        while ((count = await DataStream.ReadAsync(stream, file, buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            var first = buffer.AsSpan(0, count).IndexOfAnyExcept("\uFEFF \t\r\n"u8);
            if (first >= 0)
            {
                return buffer[first] == '[';
            }
        }

        return false;
    }

    /// <summary>Keeps the whole document in memory.</summary>
    private static async Task ReadDocumentAsync(
        string file, string? field, Action<Row> read, CancellationToken cancellation)
    {
        using var document = await ParseAsync(file, cancellation).ConfigureAwait(false);
        var list = document.RootElement;
        if (field is not null
            && (list.ValueKind != JsonValueKind.Object || !list.TryGetProperty(field, out list)))
        {
            throw new EvaluationException($"'{file}' has no property '{field}', which README.md says holds the rows");
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new EvaluationException($"'{file}' holds {JsonRow.NameOf(list)}, expected a list of objects");
        }

        var number = 0;
        foreach (var item in list.EnumerateArray())
        {
            number++;
            read(item.ValueKind == JsonValueKind.Object
                ? new JsonRow(item, file, number)
                : throw new EvaluationException(FormattableString.Invariant(
                    $"'{file}', item {number}: found {JsonRow.NameOf(item)}, expected an object")));
        }
    }

    private static async Task<JsonDocument> ParseAsync(string file, CancellationToken cancellation)
    {
        try
        {
            using var stream = DataStream.Open(file);
            return await JsonDocument.ParseAsync(stream, default, cancellation).ConfigureAwait(false);
        }
        catch (JsonException error)
        {
            throw new EvaluationException($"'{file}' is not valid JSON: {error.Message}", null, error);
        }
        catch (InvalidDataException error)
        {
            throw DataStream.Damaged(file, error);
        }
    }
}
