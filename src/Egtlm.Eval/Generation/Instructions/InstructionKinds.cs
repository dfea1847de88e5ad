using System.Collections.Frozen;
using System.Text.Json;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>A kind of instruction: reads the arguments, fails on bad ones, and gives the check of a response.</summary>
internal delegate Func<string, bool> ResponseCheck(InstructionArguments arguments);

/// <summary>The kinds of instruction, and the check itself.</summary>
/// <remarks>
/// Those of IFEval (Zhou et al. 2023, arXiv:2311.07911) as lm-evaluation-harness 0.4 checks them, and our own
/// Chinese ones, <c>zh:*</c>.
/// </remarks>
public static class InstructionKinds
{
    // The one list: name, arguments, check.
    private static readonly FrozenDictionary<string, (string[] Arguments, ResponseCheck Check)> s_kinds =
        new (string Name, string[] Arguments, ResponseCheck Check)[]
        {
            ("keywords:existence", ["keywords"], KeywordChecks.Existence),
            ("keywords:frequency", ["keyword", "frequency", "relation"], KeywordChecks.Frequency),
            ("keywords:forbidden_words", ["forbidden_words"], KeywordChecks.ForbiddenWords),
            ("keywords:letter_frequency", ["letter", "let_frequency", "let_relation"], KeywordChecks.LetterFrequency),
            ("language:response_language", ["language"], LanguageChecks.ResponseLanguage),
            ("length_constraints:number_sentences", ["num_sentences", "relation"], LengthChecks.Sentences),
            ("length_constraints:number_paragraphs", ["num_paragraphs"], LengthChecks.Paragraphs),
            ("length_constraints:number_words", ["num_words", "relation"], LengthChecks.Words),
            ("length_constraints:nth_paragraph_first_word", ["num_paragraphs", "nth_paragraph", "first_word"],
                LengthChecks.FirstWordOfParagraph),
            ("detectable_content:number_placeholders", ["num_placeholders"], ContentChecks.Placeholders),
            ("detectable_content:postscript", ["postscript_marker"], ContentChecks.Postscript),
            ("detectable_format:number_bullet_lists", ["num_bullets"], FormatChecks.Bullets),
            ("detectable_format:constrained_response", [], FormatChecks.ConstrainedResponse),
            ("detectable_format:number_highlighted_sections", ["num_highlights"], FormatChecks.Highlights),
            ("detectable_format:multiple_sections", ["section_spliter", "num_sections"], FormatChecks.Sections),
            ("detectable_format:json_format", [], FormatChecks.Json),
            ("detectable_format:title", [], FormatChecks.Title),
            ("combination:two_responses", [], CombinationChecks.TwoResponses),
            ("combination:repeat_prompt", ["prompt_to_repeat"], CombinationChecks.RepeatPrompt),
            ("startend:end_checker", ["end_phrase"], StartEndChecks.End),
            ("startend:quotation", [], StartEndChecks.Quotation),
            ("change_case:capital_word_frequency", ["capital_frequency", "capital_relation"], CaseChecks.CapitalWords),
            ("change_case:english_capital", [], CaseChecks.EnglishCapital),
            ("change_case:english_lowercase", [], CaseChecks.EnglishLowercase),
            ("punctuation:no_comma", [], PunctuationChecks.NoComma),
            ("zh:number_characters", ["num_characters", "relation"], ChineseChecks.Characters),
            ("zh:number_sentences", ["num_sentences", "relation"], ChineseChecks.Sentences),
            ("zh:number_paragraphs", ["num_paragraphs", "relation"], ChineseChecks.Paragraphs),
            ("zh:keywords", ["keywords"], ChineseChecks.Keywords),
            ("zh:keyword_frequency", ["keyword", "frequency", "relation"], ChineseChecks.KeywordFrequency),
            ("zh:forbidden_words", ["forbidden_words"], ChineseChecks.ForbiddenWords),
            ("zh:number_items", ["num_items", "relation"], ChineseFormatChecks.Items),
            ("zh:title", [], ChineseFormatChecks.Title),
            ("zh:one_of", ["options"], ChineseFormatChecks.OneOf),
            ("zh:no_comma", [], ChineseFormatChecks.NoComma),
            ("zh:ends_with_full_stop", [], ChineseFormatChecks.EndsWithFullStop),
            ("zh:start", ["start_phrase"], ChineseFormatChecks.Start),
            ("zh:end", ["end_phrase"], ChineseFormatChecks.End),
            ("zh:quotation", [], ChineseFormatChecks.Quotation),
            ("zh:repeat_prompt", ["prompt_to_repeat"], ChineseFormatChecks.RepeatPrompt),
            ("zh:chinese_only", [], ChineseFormatChecks.ChineseOnly),
        }.ToFrozenDictionary(kind => kind.Name, kind => (kind.Arguments, kind.Check), StringComparer.Ordinal);

    /// <summary>All kinds, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a response follows an instruction; a blank response follows none.</summary>
    /// <param name="check">A known kind with its arguments.</param>
    /// <param name="prompt">What the response answers.</param>
    /// <param name="response">What the model wrote.</param>
    /// <exception cref="EvaluationException">The kind or an argument is unknown or invalid.</exception>
    public static bool Follows(InstructionCheck check, string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Read(check, prompt)(response);
    }

    /// <summary>Fails where <see cref="Follows"/> would, so that a mistake shows before a model has run.</summary>
    /// <exception cref="EvaluationException">The kind or an argument is unknown or invalid.</exception>
    public static void Validate(InstructionCheck check, string prompt) => _ = Read(check, prompt);

    /// <summary>The instruction as a function of the response, for many responses.</summary>
    internal static Func<string, bool> Read(InstructionCheck check, string prompt)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(prompt);
        if (!s_kinds.TryGetValue(check.Kind, out var kind))
        {
            throw new EvaluationException(
                $"unknown instruction '{check.Kind}'",
                NearestName.Hint(check.Kind, Names) ?? $"known: {string.Join(", ", Names)}");
        }

        foreach (var (name, value) in check.Arguments)
        {
            if (value.ValueKind != JsonValueKind.Null && !kind.Arguments.Contains(name))
            {
                throw new EvaluationException(
                    $"instruction '{check.Kind}': unknown argument '{name}', expected "
                    + (kind.Arguments.Length > 0 ? string.Join(", ", kind.Arguments.Select(k => $"'{k}'")) : "none"),
                    NearestName.Hint(name, kind.Arguments));
            }
        }

        var follows = kind.Check(new InstructionArguments(check, prompt));
        return response => !PythonCase.IsBlank(response) && follows(response);
    }
}
