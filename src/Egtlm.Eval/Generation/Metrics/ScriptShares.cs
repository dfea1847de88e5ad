using System.Text;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>In which scripts the letters of a text are.</summary>
/// <param name="Letters">Code points of category L.</param>
/// <param name="HanLetters">Those of the Han script.</param>
/// <param name="LatinLetters">Those of the Latin script.</param>
public readonly record struct ScriptShares(int Letters, int HanLetters, int LatinLetters)
{
    /// <summary>Han letters / letters; null without letters.</summary>
    public double? Han => Letters == 0 ? null : (double)HanLetters / Letters;

    /// <summary>Latin letters / letters; null without letters.</summary>
    public double? Latin => Letters == 0 ? null : (double)LatinLetters / Letters;

    public static ScriptShares Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (letters, han, latin) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = IsIn(ScriptRanges.HanLetters, rune.Value);
            var isLatin = IsIn(ScriptRanges.LatinLetters, rune.Value);
            han += isHan ? 1 : 0;
            latin += isLatin ? 1 : 0;
            letters += isHan || isLatin || Rune.IsLetter(rune) ? 1 : 0; // the tables know newer letters than .NET may
        }

        return new ScriptShares(letters, han, latin);
    }

    private static bool IsIn(ReadOnlySpan<int> ranges, int codePoint)
    {
        // Starts are at even places: the place of the code point, or of the first larger number.
        var place = ranges.BinarySearch(codePoint);
        return place >= 0 || (~place & 1) == 1;
    }
}
