using System.Buffers;
using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Cuts text at added tokens: leftmost match first, the longest token at a place.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<char, (string Pattern, AddedToken Token)[]> _byFirstCharacter;
    private readonly SearchValues<char> _firstCharacters;

    /// <param name="tokens">What to look for in the text, and the token it stands for.</param>
    public AddedTokenMatcher(IEnumerable<(string Pattern, AddedToken Token)> tokens)
    {
        _byFirstCharacter = tokens.Where(t => t.Pattern.Length > 0)
            .GroupBy(t => t.Pattern[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(t => t.Pattern.Length).ToArray());
        _firstCharacters = SearchValues.Create([.. _byFirstCharacter.Keys]);
    }

    /// <summary>Non-empty segments covering the text in order; those with an id are added tokens.</summary>
    public List<(int Start, int End, int? Id)> Split(string text)
    {
        List<(int, int, int?)> segments = [];
        var open = 0;
        var position = 0;
        while (position < text.Length)
        {
            var step = text.AsSpan(position).IndexOfAny(_firstCharacters);
            if (step < 0)
            {
                break;
            }

            position += step;
            if (MatchAt(text, position) is not var (pattern, token))
            {
                position++;
                continue;
            }

            var (start, end) = (position, position + pattern.Length);
            position = end;
            if (token.IsSingleWord && !StandsAlone(text, start, end))
            {
                continue;
            }

            start = token.StripsLeft ? Math.Max(open, StartOfSpaceBefore(text, start)) : start;
            end = token.StripsRight ? EndOfSpaceAfter(text, end) : end;
            AddText(segments, open, start);
            segments.Add((start, end, token.Id));
            open = position = end;
        }

        AddText(segments, open, text.Length);
        return segments;
    }

    private (string Pattern, AddedToken Token)? MatchAt(string text, int position)
    {
        foreach (var candidate in _byFirstCharacter[text[position]])
        {
            if (text.AsSpan(position).StartsWith(candidate.Pattern, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    private static void AddText(List<(int, int, int?)> segments, int start, int end)
    {
        if (start < end)
        {
            segments.Add((start, end, null));
        }
    }

    private static bool StandsAlone(string text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var before, out _);
        Rune.DecodeFromUtf16(text.AsSpan(end), out var after, out _);
        return (start == 0 || !IsWordCharacter(before)) && (end == text.Length || !IsWordCharacter(after));
    }

    // \w of the Rust regex crate (UTS 18), but for the few Other_Alphabetic characters that are symbols.
    private static bool IsWordCharacter(Rune rune) => Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation || rune.Value is 0x200C or 0x200D;

    private static int StartOfSpaceBefore(string text, int position)
    {
        while (position > 0 && char.IsWhiteSpace(text[position - 1]))
        {
            position--;
        }

        return position;
    }

    private static int EndOfSpaceAfter(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
