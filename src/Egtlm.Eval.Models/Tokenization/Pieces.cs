namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Text cut into non-empty pieces; each step of a pre-tokenizer makes new ones of them.</summary>
/// <param name="Text">What the spans index; white space that was cut out may lie between them.</param>
/// <param name="StartsText">Whether position 0 is the first character of the whole input.</param>
internal sealed record Pieces(ReadOnlyMemory<char> Text, List<(int Start, int End)> Spans, bool StartsText)
{
    public static Pieces Whole(string text, bool startsText) =>
        new(text.AsMemory(), text.Length == 0 ? [] : [(0, text.Length)], startsText);

    /// <summary>Cuts every piece further, after the parts that a function finds in it.</summary>
    public Pieces Cut(PartFinder find, DelimiterBehavior behavior)
    {
        var spans = new List<(int Start, int End)>(Spans.Count * 2);
        List<(int Start, int End, bool IsMatch)> parts = [];
        foreach (var (start, end) in Spans)
        {
            parts.Clear();
            find(Text.Span[start..end], parts);
            behavior.AppendPieces(parts, start, spans);
        }

        return this with { Spans = spans };
    }
}

/// <summary>Appends the parts of a piece in order, covering it: matches and what lies between.</summary>
internal delegate void PartFinder(ReadOnlySpan<char> piece, List<(int Start, int End, bool IsMatch)> parts);
