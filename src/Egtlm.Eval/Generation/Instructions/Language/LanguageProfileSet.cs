using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>The languages that share a script.</summary>
/// <param name="profiles">Of languages that score the same the first counts.</param>
internal sealed partial class LanguageProfileSet(params LanguageProfile[] profiles)
{
    private const double WordWeight = 1;
    private const double PieceWeight = 0.5; // words tell more: letters and endings also come in names

    private readonly Dictionary<string, int> _languagesOfWord =
        profiles.SelectMany(profile => profile.Words).CountBy(word => word).ToDictionary();

    private readonly Dictionary<char, int> _languagesOfLetter =
        profiles.SelectMany(profile => profile.Letters).CountBy(letter => letter).ToDictionary();

    /// <summary>The language with the highest score, or null when none scores.</summary>
    /// <remarks>A word or letter scores for its languages, divided by how many they are; an ending for each.</remarks>
    public string? Nearest(string text)
    {
        var lower = PythonText.Lower(text);
        string[] words = [.. Word().Matches(lower).Select(match => match.Value)];
        var known = words.Where(_languagesOfWord.ContainsKey).CountBy(word => word).ToArray();
        var letters = lower.Where(_languagesOfLetter.ContainsKey).CountBy(letter => letter).ToArray();
        var scored = profiles.Select(profile => (
            profile.Code,
            Score: known.Where(word => profile.Words.Contains(word.Key))
                .Sum(word => WordWeight * word.Value / _languagesOfWord[word.Key])
                + letters.Where(letter => profile.Letters.Contains(letter.Key))
                    .Sum(letter => PieceWeight * letter.Value / _languagesOfLetter[letter.Key])
                + (PieceWeight * words.Count(word => EndsAs(word, profile)))));
        var (code, score) = scored.MaxBy(item => item.Score);
        return score > 0 ? code : null;
    }

    private static bool EndsAs(string word, LanguageProfile profile) => profile.Endings.Any(
        ending => word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal));

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();
}
