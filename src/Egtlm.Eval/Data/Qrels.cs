using System.Buffers.Text;
using System.Text;
using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Reads relevance judgements: query id, document id and grade.</summary>
internal static class Qrels
{
    private const string Query = "query-id";
    private const string Document = "corpus-id";
    private const string Score = "score";

    /// <summary>Query id → document id → grade, in file order; the last judgement of a pair counts, as in
    /// mteb.</summary>
    /// <remarks>Rows have the columns query-id, corpus-id and score; a .tsv file may have no header.</remarks>
    public static async Task<Dictionary<string, Dictionary<string, int>>> ReadAsync(
        DataTable table, CancellationToken cancellation)
    {
        var qrels = new Dictionary<string, Dictionary<string, int>>();
        var documents = new HashSet<string>();
        foreach (var file in table.Files.Where(IsTabSeparated))
        {
            await ReadLinesAsync(file, Add, cancellation).ConfigureAwait(false);
        }

        if (table.Files.Any(file => !IsTabSeparated(file)))
        {
            var rows = table with { Files = [.. table.Files.Where(file => !IsTabSeparated(file))] };
            await TableReader.ReadAsync(rows, [Query, Document, Score], Read, cancellation).ConfigureAwait(false);
        }

        return qrels.Count > 0 ? qrels : throw new EvaluationException($"{table.Place} has no judgements");

        void Read(Row row)
        {
            var (query, document, grade) = (row.Id(Query), row.Id(Document), row.Integer(Score));
            Add(query, document, grade is >= int.MinValue and <= int.MaxValue
                ? (int)grade
                : throw row.Failure($"found the grade {grade}, expected an integer of 32 bits"));
        }

        void Add(string query, string document, int grade)
        {
            if (!qrels.TryGetValue(query, out var grades))
            {
                qrels.Add(query, grades = []);
            }

            // One string for a document, however many queries it is judged for.
            if (!documents.TryGetValue(document, out var known))
            {
                documents.Add(known = document);
            }

            grades[known] = grade;
        }
    }

    private static bool IsTabSeparated(string file) =>
        TableFormats.Of(file) == TableFormat.Delimited && TableFormats.SeparatorOf(file) == '\t';

    /// <summary>Reads lines of three fields; quotes mean nothing.</summary>
    /// <remarks>A first line whose third field is <c>score</c> is a header.</remarks>
    private static async Task ReadLinesAsync(
        string file, Action<string, string, int> add, CancellationToken cancellation)
    {
        await Utf8Lines.ReadAsync(file, ReadLine, cancellation).ConfigureAwait(false);

        void ReadLine(ReadOnlyMemory<byte> line, int number)
        {
            var text = line.Span;
            Span<Range> fields = stackalloc Range[4];
            var count = Split(text, fields);
            if (count == 3 && number == 1 && text[fields[2]].SequenceEqual("score"u8))
            {
                return;
            }

            if (count != 3 || Grade(text[fields[2]]) is not { } grade)
            {
                var shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 80)]);
                var found = shown.Replace("\t", "<tab>", StringComparison.Ordinal);
                throw new EvaluationException(FormattableString.Invariant(
                    $"{file}:{number}: found '{found}', expected query id, document id and grade, separated by tabs"));
            }

            add(Encoding.UTF8.GetString(text[fields[0]]), Encoding.UTF8.GetString(text[fields[1]]), grade);
        }
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        foreach (var field in line.Split((byte)'\t'))
        {
            if (count == fields.Length)
            {
                break;
            }

            fields[count++] = field;
        }

        return count;
    }

    /// <summary>An integer, also written as 1.0; null for anything else.</summary>
    private static int? Grade(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out int grade, out var used) && used == text.Length)
        {
            return grade;
        }

        return Utf8Parser.TryParse(text, out double real, out used) && used == text.Length
            && double.IsInteger(real) && Math.Abs(real) <= int.MaxValue
                ? (int)real
                : null;
    }
}
