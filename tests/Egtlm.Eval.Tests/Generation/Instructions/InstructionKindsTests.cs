using System.Text;
using Egtlm.Eval.Data;
using Egtlm.Eval.Generation.Instructions;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Instructions;

public sealed class InstructionKindsTests
{
    [Theory]
    [InlineData("keywords:existance", "{}", "unknown instruction 'keywords:existance'", "'keywords:existence'")]
    [InlineData("zh:titel", "{}", "unknown instruction 'zh:titel'", "'zh:title'")]
    [InlineData("nonsense", "{}", "unknown instruction 'nonsense'", "known: change_case:capital_word_frequency, ")]
    [InlineData("length_constraints:number_words", """{"num_word": 3, "relation": "at least"}""",
        "unknown argument 'num_word', expected 'num_words', 'relation'", "'num_words'")]
    [InlineData("punctuation:no_comma", """{"count": 1}""", "unknown argument 'count', expected none", null)]
    [InlineData("length_constraints:number_words", """{"num_words": 3}""", "argument 'relation' is missing", null)]
    [InlineData("length_constraints:number_words", """{"num_words": 3, "relation": "at lest"}""",
        "found 'at lest' in argument 'relation', expected 'at least', 'less than'", "'at least'")]
    [InlineData("length_constraints:number_words", """{"num_words": 0, "relation": "at least"}""",
        "found the number 0 in argument 'num_words', expected a whole number of 1 or more", null)]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs": 2.5}""", "found the number 2.5", null)]
    [InlineData("length_constraints:number_paragraphs", """{"num_paragraphs": "2"}""", "found the string \"2\"", null)]
    [InlineData("keywords:existence", """{"keywords": []}""", "expected a list of one or more strings", null)]
    [InlineData("keywords:existence", """{"keywords": ["a", " "]}""", "expected a string that is not blank", null)]
    [InlineData("keywords:existence", """{"keywords": ["c++("]}""", "is not a regular expression", "'c\\+\\+\\('")]
    [InlineData("keywords:letter_frequency", """{"letter": "ab", "let_frequency": 1, "let_relation": "at least"}""",
        "found 'ab' in argument 'letter', expected a character", null)]
    [InlineData("language:response_language", """{"language": "zh"}""", "found 'zh' in argument 'language'", null)]
    [InlineData("length_constraints:nth_paragraph_first_word",
        """{"num_paragraphs": 2, "nth_paragraph": 3, "first_word": "a"}""",
        "found 3 in argument 'nth_paragraph'", null)]
    public void A_bad_instruction_is_refused_before_any_response(
        string kind, string arguments, string message, string? hint)
    {
        var check = InstructionGolden.Check(kind, arguments);

        var error = Assert.Throws<EvaluationException>(() => InstructionKinds.Validate(check, ""));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        if (hint is not null)
        {
            Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("#", "# a #", true)]
    [InlineData("!", "no", false)]
    [InlineData("é", "É é", true)]
    public void A_character_that_is_no_letter_is_counted_as_asked(string letter, string response, bool expected)
    {
        var check = InstructionGolden.Check(
            "keywords:letter_frequency",
            $$"""{"letter": "{{letter}}", "let_frequency": 2, "let_relation": "at least"}""");

        Assert.Equal(expected, InstructionKinds.Follows(check, "", response));
    }

    [Fact]
    public void A_keyword_that_backtracks_without_end_is_refused()
    {
        var check = InstructionGolden.Check("keywords:existence", """{"keywords": ["(a|aa|aaa)+$"]}""");

        var error = Assert.Throws<EvaluationException>(
            () => InstructionKinds.Follows(check, "", new string('a', 200) + "b"));

        Assert.Contains("took longer than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_arguments_are_absent_and_a_whole_float_is_a_number()
    {
        var check = InstructionGolden.Check(
            "length_constraints:number_words", """{"num_words": 2.0, "relation": "at least", "keywords": null}""");

        Assert.True(InstructionKinds.Follows(check, "", "two words"));
    }

    [Fact]
    public void A_prompt_without_argument_is_the_text_to_repeat()
    {
        var check = InstructionGolden.Check("zh:repeat_prompt");

        Assert.True(InstructionKinds.Follows(check, "写一首诗。", "写一首诗。床前明月光"));
        Assert.False(InstructionKinds.Follows(check, "写一首诗。", "床前明月光"));
    }

    [Fact]
    public void Scores_are_shares_of_prompts_and_of_instructions()
    {
        var scores = InstructionScores.Of(
            [new([true, false, false], [true, true, false]), new([true], [true]), new([false], [true])]);

        Assert.Equal(new InstructionScores(1 / 3.0, 2 / 5.0, 2 / 3.0, 4 / 5.0), scores);
        Assert.Throws<ArgumentException>(() => InstructionScores.Of([]));
    }

    [Fact]
    public void Lists_of_different_length_are_refused_with_their_line()
    {
        const string Line = """{"key": 7, "prompt": "p", "instruction_id_list": ["zh:title"], "kwargs": []}""";

        var error = Assert.Throws<EvaluationException>(() => Read(Line));

        Assert.Equal("f.jsonl:3: found 1 instructions in 'instruction_id_list' and 0 lists of arguments in 'kwargs'",
            error.Message);
    }

    [Fact]
    public void A_bad_instruction_of_a_row_is_refused_with_its_line()
    {
        const string Line = """{"key": "a", "prompt": "p", "instruction_id_list": ["zh:titel"], "kwargs": [{}]}""";

        var error = Assert.Throws<EvaluationException>(() => Read(Line));

        Assert.Equal("f.jsonl:3: unknown instruction 'zh:titel'", error.Message);
        Assert.Equal("did you mean 'zh:title'?", error.Hint);
    }

    private static InstructedPrompt Read(string line) =>
        JsonLines.Read(Encoding.UTF8.GetBytes(line), "f.jsonl", 3, InstructedPrompt.Read);
}
