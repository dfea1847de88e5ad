using System.Buffers.Text;
using System.Text;

namespace Egtlm.Eval.Data;

/// <summary>Reads relevance judgements: query id, document id and grade, separated by tabs.</summary>
internal static class Qrels
{
    /// <summary>Query id → document id → grade, in file order; the last judgement of a pair counts, as in
    /// mteb.</summary>
    /// <remarks>A first line whose third field is <c>score</c> is a header.</remarks>
    public static async Task<Dictionary<string, Dictionary<string, int>>> ReadAsync(
        string file, CancellationToken cancellation)
    {
        var qrels = new Dictionary<string, Dictionary<string, int>>();
        await Utf8Lines.ReadAsync(file, ReadLine, cancellation).ConfigureAwait(false);
        return qrels.Count > 0 ? qrels : throw new EvaluationException($"'{file}' has no judgements");

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

            var query = Encoding.UTF8.GetString(text[fields[0]]);
            if (!qrels.TryGetValue(query, out var grades))
            {
                qrels.Add(query, grades = []);
            }

            grades[Encoding.UTF8.GetString(text[fields[1]])] = grade;
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
