using System.Collections.Frozen;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Instructions.English;

/// <summary>What <see cref="SentenceSplitter"/> knows of English; lists of our own.</summary>
internal static class EnglishWords
{
    // Titles, months, days, companies, times, places, degrees: those of newspapers. 'e.g.', 'i.e.', 'etc.' and 'P.S.'
    // are not among them, as in nltk's model: a full stop after them ends a sentence (goldens/genreg/ifeval.json).
    private static readonly FrozenSet<string> s_abbreviations = Set(
        "mr mrs ms dr prof rev gen gov sen rep reps sgt lt col maj adm capt messrs st jr sr "
        + "jan feb aug sept oct nov dec tues wed thurs fri "
        + "inc corp co cos ltd bros dept assn vs ave "
        + "a.m p.m a.d b.c u.s u.k u.n u.s.a d.c n.y n.j ph.d m.d b.a m.b.a "
        + "ariz calif colo conn fla ga ill ind kan ky mich minn nev okla ore pa tenn tex va wash wis");

    // Words that are capitalised at the start of a sentence only. 'b' stands in for the labels of newspaper lists:
    // the reference splits 'A. B.' but not 'B. C.'.
    private static readonly FrozenSet<string> s_lowerCaseWords = Set(
        "the a an this that these those he she it we you they his her its our their my your who what when where why "
        + "how which if while as after before although though because since however but and or nor so yet for in on at "
        + "by with without from to of into about over under between through during against among until then now today "
        + "yesterday tomorrow here there some many most much several each every all both few more no not is are was "
        + "were be been do does did can could will would should may might must have has had let once even also still "
        + "such only just perhaps maybe thus therefore instead meanwhile moreover furthermore finally first second "
        + "third next last another other one two three people please thank b");

    /// <summary>Whether a full stop after a word is mostly part of it.</summary>
    /// <param name="word">Without its last full stop; for 'ex-Sen' the part after the hyphen counts.</param>
    public static bool IsAbbreviation(string word)
    {
        var lower = PythonText.Lower(word);
        return s_abbreviations.Contains(lower) || s_abbreviations.Contains(lower[(lower.LastIndexOf('-') + 1)..])
            || IsInitials(word);
    }

    /// <summary>Whether a word is written small inside a sentence.</summary>
    public static bool IsUsualInLowerCase(string word) =>
        s_lowerCaseWords.Contains(PythonText.Lower(word).TrimEnd('.'));

    // Capital letters with full stops between them, such as 'J.P'; 'P.S' is a heading.
    private static bool IsInitials(string word) => word is not "P.S" and not "P.P.S" && word.Length >= 3
        && word.Split('.').All(part => part.Length == 1 && char.IsAsciiLetterUpper(part[0]));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
