using System.Collections.Frozen;

namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>What tells a language from others of its script.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="Words">Frequent short words in lower case.</param>
/// <param name="Letters">Small letters that the others of the script lack or seldom have.</param>
/// <param name="Endings">Of longer words, for languages whose sentences may have no short ones.</param>
internal sealed record LanguageProfile(
    string Code, FrozenSet<string> Words, string Letters, IReadOnlyList<string> Endings)
{
    public LanguageProfile(string code, string letters, string words, string endings = "")
        : this(
            code,
            words.Split(' ').ToFrozenSet(StringComparer.Ordinal),
            letters,
            endings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
    }
}
