using System.Text.Json;

namespace Egtlm.Eval.Data;

/// <summary>Reads files with one JSON object a line.</summary>
internal static class JsonLines
{
    /// <summary>Calls <paramref name="read"/> with every row; a row is valid during the call only.</summary>
    /// <exception cref="EvaluationException">The file is missing or empty, or a line is no JSON object.</exception>
    public static async Task ReadAsync(string file, Action<JsonRow> read, CancellationToken cancellation)
    {
        var count = 0;
        await Utf8Lines.ReadAsync(file, ReadLine, cancellation).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EvaluationException($"'{file}' has no rows, expected one JSON object a line");
        }

        void ReadLine(ReadOnlyMemory<byte> line, int number)
        {
            count++;
            _ = Read(line, file, number, row =>
            {
                read(row);
                return true;
            });
        }
    }

    /// <summary>What <paramref name="read"/> makes of one line; the row is valid during the call only.</summary>
    /// <exception cref="EvaluationException">The line is no JSON object.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> line, string file, int number, Func<JsonRow, T> read)
    {
        using var document = Parse(line, file, number);
        return read(new JsonRow(document.RootElement, file, number));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line, string file, int number)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException error)
        {
            var message = error.Message.Split(" LineNumber: ")[0];
            throw new EvaluationException(
                FormattableString.Invariant($"{file}:{number}: found invalid JSON, expected an object: {message}"),
                null, error);
        }

        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document
            : throw new EvaluationException(FormattableString.Invariant(
                $"{file}:{number}: found {JsonRow.NameOf(document.RootElement)}, expected an object"));
    }
}
