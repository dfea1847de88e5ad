using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Egtlm.Eval.Data;

/// <summary>Texts to embed: a line each, or a JSON object each with <c>text</c>, maybe <c>title</c> and an id.</summary>
public static class TextItems
{
    /// <summary>Stands for standard input, one text a line.</summary>
    public const string StandardInput = "-";

    private const string JsonLinesExtension = ".jsonl";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Known ends of names.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".txt", JsonLinesExtension];

    public static bool IsKnown(string path) => path == StandardInput
        || Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The texts in order, not all in memory. A blank line of plain text is a text, so that rows are lines; the end of
    /// the last line adds none. Without an id the number of the row is the id, from 0.
    /// </summary>
    /// <param name="openInput">Opens standard input.</param>
    /// <exception cref="EvaluationException">
    /// The file is missing, empty or not UTF-8, or a line is no JSON object with a text.
    /// </exception>
    public static async IAsyncEnumerable<TextItem> ReadAsync(
        string path, Func<Stream> openInput, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(openInput);
        var (isInput, count) = (path == StandardInput, 0);
        var isJson = Path.GetExtension(path).Equals(JsonLinesExtension, StringComparison.OrdinalIgnoreCase);
        var name = isInput ? "standard input" : path;
        using var stream = isInput ? openInput() : Utf8Lines.Open(path);
        await foreach (var (line, number) in Utf8Lines.LinesAsync(stream, cancellation).ConfigureAwait(false))
        {
            if (isJson && Utf8Lines.IsBlank(line.Span))
            {
                continue;
            }

            var id = count.ToString(CultureInfo.InvariantCulture);
            yield return isJson
                ? JsonLines.Read(line, name, number, row => Item(row, id))
                : new TextItem(id, Decode(line, name, number));
            count++;
        }

        if (count == 0)
        {
            throw new EvaluationException($"'{name}' has no texts", "expected one a line");
        }
    }

    private static TextItem Item(JsonRow row, string number)
    {
        var hasId = row.Has("_id") || row.Has("id");
        var id = hasId ? row.Id("_id", "id") : number;
        var text = row.Text("text");
        return row.OptionalText("title") is { Length: > 0 } title
            ? new TextItem(id, RetrievalText.Document(new CorpusDocument(id, title, text)))
            : new TextItem(id, text);
    }

    private static string Decode(ReadOnlyMemory<byte> line, string name, int number)
    {
        try
        {
            return Strict.GetString(line.Span);
        }
        catch (DecoderFallbackException error)
        {
            throw new EvaluationException(
                FormattableString.Invariant($"{name}:{number}: found bytes that are not UTF-8"),
                "save the file as UTF-8, such as with iconv -f GB18030 -t UTF-8",
                error);
        }
    }
}
