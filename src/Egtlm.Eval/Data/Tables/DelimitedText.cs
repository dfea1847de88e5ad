using System.Text;

namespace Egtlm.Eval.Data.Tables;

/// <summary>One record of delimited text.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="IsClosed">False when the text ends inside quotes.</param>
internal sealed record DelimitedRecord(IReadOnlyList<string> Fields, int Line, bool IsClosed);

/// <summary>Cuts text into records and fields as RFC 4180 and pandas do.</summary>
/// <remarks>
/// A quote opens quoted text at the start of a field only; two quotes in it are one. What is in quotes is kept as it
/// is, line ends too. Records end in LF, CR LF or CR.
/// </remarks>
internal static class DelimitedText
{
    /// <summary>The records that are not blank lines.</summary>
    public static IEnumerable<DelimitedRecord> Records(string text, char separator)
    {
        var (at, line) = (0, 1);
        var fields = new List<string>();
        while (at < text.Length)
        {
            var (start, startLine) = (at, line);
            fields.Clear();
            var isClosed = true;
            do
            {
                fields.Add(Field(text, ref at, ref line, separator, out isClosed));
            }
            while (at < text.Length && text[at++] == separator);

            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
            {
                at++;
            }

            line++;
            var isBlank = fields.Count == 1 && fields[0].Length == 0 && text[start] != '"';
            if (!isBlank)
            {
                yield return new DelimitedRecord([.. fields], startLine, isClosed);
            }
        }
    }

    /// <summary>One field; leaves <paramref name="at"/> on what ends it.</summary>
    private static string Field(string text, ref int at, ref int line, char separator, out bool isClosed)
    {
        isClosed = true;
        if (at >= text.Length || text[at] != '"')
        {
            return Unquoted(text, ref at, separator);
        }

        at++;
        var field = new StringBuilder();
        while (true)
        {
            var quote = text.IndexOf('"', at);
            isClosed = quote >= 0;
            var piece = text.AsSpan(at, (isClosed ? quote : text.Length) - at);
            field.Append(piece);
            line += piece.Count('\n');
            at = isClosed ? quote + 1 : text.Length;
            if (!isClosed || at >= text.Length || text[at] != '"')
            {
                return field.Append(Unquoted(text, ref at, separator)).ToString();
            }

            field.Append('"');
            at++;
        }
    }

    private static string Unquoted(string text, ref int at, char separator)
    {
        var length = text.AsSpan(at).IndexOfAny(separator, '\r', '\n');
        var field = length < 0 ? text[at..] : text.Substring(at, length);
        at += field.Length;
        return field;
    }
}
