using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Reads the pre-tokenizer of a tokenizer file.</summary>
internal static class PreTokenizers
{
    private const string Supported =
        "BertPreTokenizer, ByteLevel, Split, Digits, Punctuation, WhitespaceSplit, Metaspace, Sequence";

    public static IPreTokenizer Read(JsonPart part) => part.Type switch
    {
        "BertPreTokenizer" => new BertPreTokenizer(),
        "ByteLevel" => ByteLevelPreTokenizer.Read(part),
        "Split" => SplitPreTokenizer.Read(part),
        "Digits" => new CharacterPreTokenizer(UnicodeText.IsNumber, part.FlagOr("individual_digits", false)
            ? DelimiterBehavior.Isolated
            : DelimiterBehavior.Contiguous),
        "Punctuation" => new CharacterPreTokenizer(UnicodeText.IsPunctuation, part.Find("behavior") is { } behavior
            ? DelimiterBehaviors.Read(behavior)
            : DelimiterBehavior.Isolated),
        "WhitespaceSplit" => new CharacterPreTokenizer(Rune.IsWhiteSpace, DelimiterBehavior.Removed),
        "Metaspace" => MetaspacePreTokenizer.Read(part),
        "Sequence" => new PreTokenizerSequence([.. part["pretokenizers"].Items().Select(Read)]),
        _ => throw part.Unsupported("pre-tokenizer", Supported),
    };
}

internal sealed record PreTokenizerSequence(IReadOnlyList<IPreTokenizer> Steps) : IPreTokenizer
{
    public Pieces Split(Pieces pieces) => Steps.Aggregate(pieces, (current, step) => step.Split(current));
}

/// <summary>Cuts at every character of a kind.</summary>
internal sealed record CharacterPreTokenizer(Func<Rune, bool> IsDelimiter, DelimiterBehavior Behavior) : IPreTokenizer
{
    public Pieces Split(Pieces pieces) => pieces.Cut(Find, Behavior);

    private void Find(ReadOnlySpan<char> piece, List<(int Start, int End, bool IsMatch)> parts)
    {
        var open = 0;
        for (var i = 0; i < piece.Length;)
        {
            var rune = UnicodeText.RuneAt(piece, i);
            var end = i + rune.Utf16SequenceLength;
            if (IsDelimiter(rune))
            {
                if (open < i)
                {
                    parts.Add((open, i, false));
                }

                parts.Add((i, end, true));
                open = end;
            }

            i = end;
        }

        if (open < piece.Length)
        {
            parts.Add((open, piece.Length, false));
        }
    }
}

/// <summary>Cuts at the matches of a string or regular expression.</summary>
/// <param name="Inverts">The matches are the text and what lies between is the delimiter.</param>
internal sealed record SplitPreTokenizer(SplitPattern Pattern, DelimiterBehavior Behavior, bool Inverts) : IPreTokenizer
{
    public static SplitPreTokenizer Read(JsonPart part) => new(
        part["pattern"].Find("Regex") is { } regex
            ? new SplitPattern(regex)
            : SplitPattern.Literal(part["pattern"]["String"]),
        DelimiterBehaviors.Read(part["behavior"]),
        part.FlagOr("invert", false));

    public Pieces Split(Pieces pieces) => pieces.Cut(Find, Behavior);

    private void Find(ReadOnlySpan<char> piece, List<(int Start, int End, bool IsMatch)> parts)
    {
        Pattern.Split(piece, parts);
        for (var i = 0; Inverts && i < parts.Count; i++)
        {
            parts[i] = parts[i] with { IsMatch = !parts[i].IsMatch };
        }
    }
}
