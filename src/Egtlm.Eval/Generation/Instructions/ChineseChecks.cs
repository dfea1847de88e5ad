using Egtlm.Eval.Data;
using Egtlm.Eval.Generation.Instructions.Language;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>Our Chinese kinds <c>zh:*</c> about length and words; relations are those of <c>AnyBound</c>.</summary>
internal static class ChineseChecks
{
    // Marks that end a sentence. '…' is not one: it also stands inside.
    private static readonly char[] s_sentenceEnds = ['。', '！', '？', '!', '?', '\n'];

    /// <summary>字数: Chinese characters, and each run of other letters and digits as one; marks do not count.</summary>
    public static Func<string, bool> Characters(InstructionArguments arguments)
    {
        var bound = arguments.AnyBound("num_characters", "relation");
        return response => bound.Holds(CountCharacters(response));
    }

    /// <summary>句数: parts with a letter or digit between 。！？!? and line ends.</summary>
    public static Func<string, bool> Sentences(InstructionArguments arguments)
    {
        var bound = arguments.AnyBound("num_sentences", "relation");
        return response => bound.Holds(response.Split(s_sentenceEnds).Count(HasWord));
    }

    /// <summary>段数: lines with a letter or digit.</summary>
    public static Func<string, bool> Paragraphs(InstructionArguments arguments)
    {
        var bound = arguments.AnyBound("num_paragraphs", "relation");
        return response => bound.Holds(response.Split('\n').Count(HasWord));
    }

    /// <summary>关键词: each occurs, as a text, in any case.</summary>
    public static Func<string, bool> Keywords(InstructionArguments arguments)
    {
        var keywords = arguments.Texts("keywords");
        return response => keywords.All(keyword => response.Contains(keyword, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Occurrences of a keyword that do not overlap, in any case.</summary>
    public static Func<string, bool> KeywordFrequency(InstructionArguments arguments)
    {
        var keyword = arguments.Text("keyword");
        var bound = arguments.AnyBound("frequency", "relation");
        return response => bound.Holds(CountOf(response, keyword));
    }

    /// <summary>None occurs, also inside other words: Chinese has no word boundaries.</summary>
    public static Func<string, bool> ForbiddenWords(InstructionArguments arguments)
    {
        var words = arguments.Texts("forbidden_words");
        return response => !words.Any(word => response.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>字数 of a text.</summary>
    internal static int CountCharacters(string text)
    {
        var count = 0;
        var isInside = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = WritingSystems.Of(rune) == WritingSystem.Han;
            var isOther = !isHan && PythonText.IsWord(rune);
            count += isHan || (isOther && !isInside) ? 1 : 0;
            isInside = isOther;
        }

        return count;
    }

    private static int CountOf(string text, string keyword)
    {
        var count = 0;
        var at = text.IndexOf(keyword, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            count++;
            at = text.IndexOf(keyword, at + keyword.Length, StringComparison.OrdinalIgnoreCase);
        }

        return count;
    }

    private static bool HasWord(string text) => text.EnumerateRunes().Any(PythonText.IsWord);
}
