using System.Collections.Frozen;

namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>What tells a language from others of its script.</summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="Words">Frequent short words in lower case.</param>
/// <param name="Letters">Small letters that the others of the script lack or seldom have.</param>
internal sealed record LanguageProfile(string Code, FrozenSet<string> Words, string Letters)
{
    public LanguageProfile(string code, string letters, string words)
        : this(code, words.Split(' ').ToFrozenSet(StringComparer.Ordinal), letters)
    {
    }
}
