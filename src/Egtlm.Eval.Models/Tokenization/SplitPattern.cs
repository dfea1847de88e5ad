using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>A tokenizer file's regular expression (Oniguruma, code points) run by .NET (UTF-16 units).</summary>
/// <remarks>
/// Characters beyond the basic plane are matched through a stand-in of their category, because .NET sees two
/// surrogates where \p{L} should see a letter. In (?i:...) an s also is U+017F, as Unicode case folding has it.
/// </remarks>
internal sealed class SplitPattern
{
    // Where Oniguruma's Ruby syntax means something else than .NET, or .NET has nothing to say.
    private static readonly string[] Untranslatable = ["&&", "[[:", @"\h", @"\H", @"\R", @"\X", @"\K", @"\p{^"];

    // One character of each category that is no ASCII and no Chinese: patterns do not name them.
    private static readonly Dictionary<UnicodeCategory, char> StandIns = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\u10A0',
        [UnicodeCategory.LowercaseLetter] = '\u0250',
        [UnicodeCategory.ModifierLetter] = '\u02B0',
        [UnicodeCategory.OtherLetter] = '\u16A0',
        [UnicodeCategory.NonSpacingMark] = '\u0483',
        [UnicodeCategory.SpacingCombiningMark] = '\u0903',
        [UnicodeCategory.DecimalDigitNumber] = '\u0660',
        [UnicodeCategory.LetterNumber] = '\u16EE',
        [UnicodeCategory.OtherNumber] = '\u0BF0',
        [UnicodeCategory.DashPunctuation] = '\u058A',
        [UnicodeCategory.OtherPunctuation] = '\u055A',
        [UnicodeCategory.MathSymbol] = '\u2200',
        [UnicodeCategory.CurrencySymbol] = '\u20B9',
        [UnicodeCategory.ModifierSymbol] = '\u02C2',
        [UnicodeCategory.OtherSymbol] = '\u0BF3',
        [UnicodeCategory.Format] = '\u2060',
        [UnicodeCategory.PrivateUse] = '\uE000',
        [UnicodeCategory.OtherNotAssigned] = '\uFFFF',
    };

    private readonly Regex _regex;

    public SplitPattern(JsonPart part)
    {
        var pattern = part.Text;
        if (Untranslatable.FirstOrDefault(s => pattern.Contains(s, StringComparison.Ordinal)) is { } strange)
        {
            throw new EvaluationException($"{part.Place}: '{strange}' in the pattern is not supported", pattern);
        }

        try
        {
            // In Oniguruma's Ruby syntax ^ and $ always match at line ends.
            const RegexOptions Options = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.Multiline;
            _regex = new Regex(FoldLongS(pattern), Options);
        }
        catch (ArgumentException failure)
        {
            throw new EvaluationException(
                $"{part.Place}: the pattern '{pattern}' is not supported", failure.Message, failure);
        }
    }

    public SplitPattern(Regex regex) => _regex = regex;

    public static SplitPattern Literal(JsonPart part) =>
        new(new Regex(Regex.Escape(part.Text), RegexOptions.CultureInvariant));

    /// <summary>Appends the parts of the text in order, matches and what lies between them.</summary>
    public void Split(ReadOnlySpan<char> text, List<(int Start, int End, bool IsMatch)> parts)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            SplitBasic(text, parts);
            return;
        }

        var first = parts.Count;
        var (standIn, positions) = StandInFor(text);
        SplitBasic(standIn, parts);
        for (var i = first; i < parts.Count; i++)
        {
            parts[i] = (positions[parts[i].Start], positions[parts[i].End], parts[i].IsMatch);
        }
    }

    private void SplitBasic(ReadOnlySpan<char> text, List<(int, int, bool)> parts)
    {
        var open = 0;
        foreach (var match in _regex.EnumerateMatches(text))
        {
            if (open < match.Index)
            {
                parts.Add((open, match.Index, false));
            }

            open = match.Index + match.Length;
            parts.Add((match.Index, open, true));
        }

        if (open < text.Length)
        {
            parts.Add((open, text.Length, false));
        }
    }

    private static (string Text, int[] Positions) StandInFor(ReadOnlySpan<char> text)
    {
        var output = new StringBuilder(text.Length);
        var positions = new int[text.Length + 1];
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            positions[output.Length] = position;
            output.Append(rune.IsBmp ? (char)rune.Value : StandIns[Rune.GetUnicodeCategory(rune)]);
            position += rune.Utf16SequenceLength;
        }

        positions[output.Length] = position;
        return (output.ToString(), positions);
    }

    private static string FoldLongS(string pattern)
    {
        var output = new StringBuilder(pattern.Length + 8);
        var depth = 0;
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                output.Append(c).Append(pattern, ++i, Math.Min(1, pattern.Length - i));
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            depth += (c, inClass) switch
            {
                ('(', false) when depth > 0 || pattern.AsSpan(i).StartsWith("(?i:") => 1,
                (')', false) when depth > 0 => -1,
                _ => 0,
            };
            var folds = depth > 0 && c is ('s' or 'S');
            output.Append(!folds ? c.ToString() : inClass ? "s\u017F" : "[s\u017F]");
        }

        return output.ToString();
    }
}
