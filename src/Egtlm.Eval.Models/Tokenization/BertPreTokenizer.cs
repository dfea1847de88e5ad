using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Cuts at white space, which goes, and around every punctuation character.</summary>
internal sealed record BertPreTokenizer : IPreTokenizer
{
    public Pieces Split(Pieces pieces)
    {
        var spans = new List<(int Start, int End)>(pieces.Text.Length / 4);
        foreach (var (start, end) in pieces.Spans)
        {
            Split(pieces.Text.Span[..end], start, spans);
        }

        return pieces with { Spans = spans };
    }

    private static void Split(ReadOnlySpan<char> text, int start, List<(int Start, int End)> spans)
    {
        var open = start;
        for (var i = start; i < text.Length;)
        {
            var rune = UnicodeText.RuneAt(text, i);
            var end = i + rune.Utf16SequenceLength;
            var isPunctuation = UnicodeText.IsPunctuation(rune);
            if (isPunctuation || Rune.IsWhiteSpace(rune))
            {
                AddWord(spans, open, i);
                AddWord(spans, i, isPunctuation ? end : i);
                open = end;
            }

            i = end;
        }

        AddWord(spans, open, text.Length);
    }

    private static void AddWord(List<(int Start, int End)> spans, int start, int end)
    {
        if (start < end)
        {
            spans.Add((start, end));
        }
    }
}
