using System.Text.RegularExpressions;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Cuts as GPT-2 does, if asked to, and writes every piece as one character a UTF-8 byte.</summary>
/// <param name="Pattern">Null where earlier steps have cut the text.</param>
internal sealed partial record ByteLevelPreTokenizer(bool AddsPrefixSpace, SplitPattern? Pattern) : IPreTokenizer
{
    public static ByteLevelPreTokenizer Read(JsonPart part) => new(
        part.FlagOr("add_prefix_space", true),
        part.FlagOr("use_regex", true) ? new SplitPattern(Gpt2()) : null);

    public Pieces Split(Pieces pieces)
    {
        var input = AddsPrefixSpace ? WithPrefixSpaces(pieces) : pieces;
        if (Pattern is not null)
        {
            input = input.Cut(Pattern.Split, DelimiterBehavior.Isolated);
        }

        var characters = new char[input.Spans.Sum(span => 3 * (span.End - span.Start))];
        var spans = new List<(int Start, int End)>(input.Spans.Count);
        var written = 0;
        foreach (var (start, end) in input.Spans)
        {
            var count = ByteAlphabet.Write(input.Text.Span[start..end], characters.AsSpan(written));
            spans.Add((written, written + count));
            written += count;
        }

        return pieces with { Text = characters, Spans = spans };
    }

    private static Pieces WithPrefixSpaces(Pieces pieces)
    {
        List<char> characters = [];
        List<(int Start, int End)> spans = [];
        foreach (var (start, end) in pieces.Spans)
        {
            var piece = pieces.Text.Span[start..end];
            var first = characters.Count;
            if (piece[0] != ' ')
            {
                characters.Add(' ');
            }

            characters.AddRange(piece);
            spans.Add((first, characters.Count));
        }

        return pieces with { Text = characters.ToArray(), Spans = spans };
    }

    // openai/gpt-2, src/encoder.py
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant)]
    private static partial Regex Gpt2();
}
