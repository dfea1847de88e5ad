using System.Globalization;
using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Sentences of an English text in lower case.</summary>
/// <remarks>
/// The decisions of Punkt (Kiss &amp; Strunk 2006, doi:10.1162/coli.2006.32.4.485) that are left when there are no
/// capitals: a sentence ends at ? and !, and at a period that is not that of an abbreviation, and not that of an
/// initial or a number with a small letter after it. NLTK's model has learnt its abbreviations from a newspaper; those
/// below are the common English ones among them. It also knows the initials of some people, which are cut here.
/// </remarks>
internal static class SentenceBreaks
{
    // What ends a word. A period in front of one of these, or of white space, may end a sentence.
    private const string NonWord = "?!)\";}]*:@'({[";

    private static readonly HashSet<string> s_abbreviations =
    [
        "mr", "mrs", "ms", "dr", "prof", "messrs", "jr", "sr", "st", "gen", "col", "lt", "maj", "adm", "sen", "rep",
        "reps", "jan", "feb", "aug", "sep", "sept", "oct", "nov", "dec", "tues", "wed", "fri", "inc", "co", "corp",
        "cos", "ltd", "bros", "cie", "ave", "ft", "mg", "yr", "vs", "ok", "calif", "colo", "conn", "fla", "ga", "ill",
        "kan", "ky", "mich", "minn", "nev", "okla", "ore", "pa", "tenn", "va", "vt", "wash", "wis", "ariz", "a.c",
        "a.d", "a.m", "b.v", "c.v", "d.c", "l.a", "m.b.a", "n.c", "n.d", "n.h", "n.j", "n.m", "n.v", "n.y", "p.m",
        "ph.d", "r.i", "s.a", "s.c", "s.p.a", "u.k", "u.n", "u.s", "u.s.a", "u.s.s.r", "w.va", "c", "d", "e", "f",
        "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w",
    ];

    private static readonly Regex s_chunk = PythonPattern.Compile(@"\S+");
    private static readonly Regex s_number = PythonPattern.Compile(@"^-?[.,]?\d[\d,.-]*$");
    private static readonly Regex s_closing = PythonPattern.Compile("^[\"')\\]}]+?(?=\\s|--|$)");

    /// <summary>The sentences, without white space between them; none for white space.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> sentences = [];
        var start = 0;
        foreach (Match chunk in s_chunk.Matches(text))
        {
            if (EndIn(text, Math.Max(chunk.Index, start), chunk.Index + chunk.Length) is not { } end)
            {
                continue;
            }

            // Closing signs stay with their sentence, also behind white space.
            var rest = PythonText.StripStart(text[end..]);
            var closing = s_closing.Match(rest).Length;
            end = closing == 0 ? end : text.Length - rest.Length + closing;
            sentences.Add(text[start..end]);
            start = text.Length - PythonText.StripStart(text[end..]).Length;
        }

        sentences.Add(text[start..]);
        return [.. sentences.Select(PythonText.StripEnd).Where(sentence => sentence.Length > 0)];
    }

    // Where a sentence ends within a run without white space: behind its last candidate if any of them is an end. The
    // model looks at the run together with the next one, so an end within that counts too.
    private static int? EndIn(string text, int start, int chunkEnd)
    {
        int? last = null;
        var isEnd = false;
        for (var i = start; i < chunkEnd; i++)
        {
            if (text[i] is '.' or '?' or '!' && NextOf(text, i) is { } next)
            {
                last = i + 1;
                isEnd |= text[i] != '.' || IsEnd(WordBefore(text, start, i), next);
            }
        }

        return isEnd || (last == chunkEnd && HoldsEnd(s_chunk.Match(text, chunkEnd).Value)) ? last : null;
    }

    private static bool HoldsEnd(string run)
    {
        for (var i = 0; i + 1 < run.Length; i++)
        {
            if (run[i] is '.' or '?' or '!' && NonWord.Contains(run[i + 1])
                && (run[i] != '.' || IsEnd(WordBefore(run, 0, i), run[i + 1].ToString())))
            {
                return true;
            }
        }

        return false;
    }

    // What follows a candidate: a sign that ends its word, or the next run; null where it is none.
    private static string? NextOf(string text, int place)
    {
        if (place + 1 < text.Length && NonWord.Contains(text[place + 1]))
        {
            return text[place + 1].ToString();
        }

        var next = s_chunk.Match(text, place + 1);
        return next.Success && next.Index > place + 1 ? next.Value : null;
    }

    private static bool IsEnd(string word, string next)
    {
        if (word.EndsWith('.') || s_abbreviations.Contains(word[(word.LastIndexOf('-') + 1)..]))
        {
            return false;
        }

        var goesOn = next[0] is ',' or ':' or ';' || next is "." or "!" or "?"
            || CharUnicodeInfo.GetUnicodeCategory(next[0]) == UnicodeCategory.LowercaseLetter;
        var isInitial = word.Length == 1 && char.IsLetter(word[0]);
        return !(goesOn && (isInitial || s_number.IsMatch(word)));
    }

    private static string WordBefore(string text, int start, int place)
    {
        var first = place;
        while (first > start && !NonWord.Contains(text[first - 1]))
        {
            first--;
        }

        first -= first > start && text[first - 1] is '\'' or '?' or '!' ? 1 : 0; // these may begin a word
        var word = text[first..place];
        var dots = word.LastIndexOf("..", StringComparison.Ordinal);
        return (dots < 0 || dots + 2 == word.Length ? word : word[(dots + 2)..]).TrimStart(',', '&', '#', '`', '-');
    }
}
