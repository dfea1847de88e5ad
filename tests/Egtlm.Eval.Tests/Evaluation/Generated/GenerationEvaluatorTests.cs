using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation.Generated;

public sealed class GenerationEvaluatorTests
{
    private static GenerationTask Of(GenerationCheck check, string main, string language = "eng-Latn") => new()
    {
        Name = "Check",
        Dataset = new DatasetReference("org/set", "1"),
        Subsets = [new TaskSubset("default", [language])],
        Splits = ["test"],
        MainScore = main,
        Check = check,
    };

    [Fact]
    public void Response_scores_each_answer_with_its_end_and_nothing_behind_it()
    {
        var model = new LetterModel { Cost = unit => unit == '$' ? 0.5 : 2 };
        var chat = new Conversation("1", "c", [new("user", "hi"), new("assistant", "yes"), new("user", "?"), new("assistant", "no")]);

        var (scores, items) = Run(Of(GenerationCheck.Response, "nll_per_token"), new ConversationData([chat]), model);

        Assert.Equal(["u:hi\na:|yes$", "u:hi\na:yes$\nu:?\na:|no$"], model.Asked.Select(Text));
        Assert.Equal(["1 c nll=6.5 tokens=4", "1#2 c nll=4.5 tokens=3"], items);
        Assert.Equal(11.0 / 7, Number(scores, "nll_per_token"), 12);
    }

    [Fact]
    public void Response_without_a_template_is_the_turns_line_by_line()
    {
        var model = new LetterModel { HasTemplate = false };

        Run(
            Of(GenerationCheck.Response, "nll_per_token"),
            new ConversationData([new Conversation("1", "1", [new("user", "hi"), new("assistant", "yes")])]),
            model);

        Assert.Equal(["hi\n|yes"], model.Asked.Select(Text));
    }

    [Fact]
    public void Text_is_scored_in_windows_of_one_document_over_its_bytes()
    {
        var model = new LetterModel { Cost = _ => Math.Log(2) };
        var task = Of(GenerationCheck.Text, "bits_per_byte") with { ContextTokens = 3, ScoredTokens = 2 };

        var (scores, items) = Run(
            task, new DocumentData([new("long", "long", "abcd中f"), new("short", "short", "xyz"), new("one", "one", "x")]), model);

        Assert.Equal(["abc|d中", "cd中|f", "x|yz"], model.Asked.Select(Text));
        Assert.Equal(["4 2", "1 1", "2 2"], items.Select(item => string.Join(' ', item.Split("bytes=")[1].Split(" tokens="))));
        Assert.StartsWith("long#2 long nll=", items[1], StringComparison.Ordinal);
        Assert.Equal(5.0 / 7, Number(scores, "bits_per_byte"), 12);
    }

    [Fact]
    public void Choice_compares_sums_and_sums_per_byte()
    {
        var model = new LetterModel { Cost = unit => unit == 'x' ? 1 : 1.5 };
        var data = new ChoiceData([new("1", "s", "q?", ["xxx", "y"], 0), new("2", "s", "q?", ["xx", "yy"], 0)]);

        var (scores, items) = Run(Of(GenerationCheck.Choice, "margin"), data, model);

        Assert.Equal("u:q?\na:|xxx|y", Text(model.Asked[0]));
        Assert.Equal(["1 s margin=-1.5 acc=0 acc_norm=1", "2 s margin=1 acc=1 acc_norm=1"], items);
        Assert.Equal([-0.25, 0.5, 1], Numbers(scores, "margin", "acc", "acc_norm"));
    }

    [Fact]
    public void Degeneration_sees_loops_leaks_and_scripts()
    {
        var task = Of(GenerationCheck.Degeneration, "degenerate") with
        {
            PromptForm = PromptForm.Text,
            MaxNewTokens = 16,
            Leaks = ["<|u|>"],
        };
        var model = new LetterModel
        {
            Answers = new() { ["a"] = "abababababababababab", ["b"] = "中文a1$", ["c"] = "<|u|>$" },
        };
        var data = new OpenPromptData(
            [new("1", "1", "a", ExpectedScript.Latin), new("2", "2", "b", ExpectedScript.Han), new("3", "3", "c", ExpectedScript.None), new("4", "4", "d", ExpectedScript.Han)]);

        var (scores, items) = Run(task, data, model);

        Assert.Equal(["1 0 16 0 1", "0 0 4 1 0.6666666666666666", "0 1 5 1 NaN", "1 0 0 1 NaN"], items.Select(Shape));
        Assert.Equal([0.5, 0.25, 0.75], Numbers(scores, "degenerate", "leak", "has_end"));
        Assert.Equal(5.0 / 6, Number(scores, "script"), 12);
    }

    [Fact]
    public void Instructions_are_counted_by_prompt_and_by_instruction()
    {
        var none = new Dictionary<string, JsonElement>();
        var model = new LetterModel { Answers = new() { ["u:a\na:"] = "yes, no$", ["u:b\na:"] = "fine$" } };
        var data = new InstructedData(
            [
                new("1", "a", [new("punctuation:no_comma", none), new("change_case:english_lowercase", none)]),
                new("2", "b", [new("punctuation:no_comma", none)]),
            ]);

        var (scores, items) = Run(Of(GenerationCheck.Instructions, "prompt_strict"), data, model);

        Assert.StartsWith("1 1 prompt_strict=0 prompt_loose=0 inst_strict=1 inst_loose=1 instructions=2", items[0], StringComparison.Ordinal);
        Assert.Equal([0.5, 2.0 / 3], Numbers(scores, "prompt_strict", "inst_strict"));
    }

    [Theory]
    [InlineData("It is 7.$", true, "7", "exact_match=0 flexible=1 f1=0")]
    [InlineData("so\n#### 1,207$", true, "work\n#### 1207", "exact_match=1 flexible=1 f1=1")]
    [InlineData("A cold day$", false, "cold", "exact_match=0 flexible=1 f1=0.6666666666666666")]
    [InlineData("Cold.$", false, "cold", "exact_match=1 flexible=1 f1=1")]
    [InlineData("$", false, "cold", "exact_match=0 flexible=0 f1=0")]
    public void Answers_are_compared_as_their_kind_wants(string response, bool isNumber, string answer, string expected)
    {
        var task = Of(GenerationCheck.Answers, "exact_match") with { AnswerPattern = isNumber ? @"#### (\-?[0-9\.\,]+)" : null };
        var model = new LetterModel { Answers = new() { ["u:q\na:"] = response } };

        var (_, items) = Run(task, new AnswerData([new("1", "1", "q", [answer], isNumber)]), model);

        Assert.Equal(["1 1 " + expected], items);
    }

    [Fact]
    public void Chinese_answers_are_compared_by_character()
    {
        var model = new LetterModel { Answers = new() { ["u:q\na:"] = "是红色$" } };

        var (scores, _) = Run(
            Of(GenerationCheck.Answers, "exact_match", "cmn-Hans"), new AnswerData([new("1", "1", "q", ["红色"], false)]), model);

        Assert.Equal([0, 0.8], Numbers(scores, "exact_match", "f1"));
    }

    [Fact]
    public void Isolation_is_equal_for_halves_that_leave_each_other_alone()
    {
        var (scores, items) = Run(
            Of(GenerationCheck.Isolation, "equal"), new DocumentData([new("1", "1", "hello"), new("2", "2", "x")]), new LetterModel());

        Assert.Equal(["logits logits equal=1 equal_in_process=1 compared_fresh=0", "embeddings embeddings equal=1 equal_in_process=1 compared_fresh=0"], items);
        Assert.Equal(1, Number(scores, "equal"));
    }

    [Fact]
    public void Isolation_shows_a_half_that_changes_the_other()
    {
        var calls = 0;
        var model = new LetterModel { Cost = _ => calls++ };

        var (_, items) = Run(Of(GenerationCheck.Isolation, "equal"), new DocumentData([new("1", "1", "hello")]), model);

        Assert.Equal(["logits logits equal=0 equal_in_process=0 compared_fresh=0", "embeddings embeddings equal=1 equal_in_process=1 compared_fresh=0"], items);
    }

    [Fact]
    public void A_likelihood_that_is_not_a_number_is_refused()
    {
        var error = Assert.Throws<EvaluationException>(() => Run(
            Of(GenerationCheck.Text, "bits_per_byte"), new DocumentData([new("1", "1", "abc")]), new LetterModel { Cost = _ => double.NaN }));

        Assert.Contains("gave a likelihood that is not a number in 'Check'", error.Message, StringComparison.Ordinal);
    }

    private static (Scores Scores, string[] Items) Run(GenerationTask task, TaskData data, ILanguageModel model)
    {
        var scope = TestScope.Of(task, new HashEncoder()) with { LanguageModel = () => model };
        var scores = Evaluators.Evaluate(data, scope);
        return (scores, [.. scope.Items.Select(row => FormattableString.Invariant(
            $"{row.Item} {row.Cluster} {string.Join(' ', row.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}")))}"))]);
    }

    private static string Text(ScoreRequest request) => string.Join(
        '|', request.Continuations.Prepend(request.Context).Select(ids => string.Concat(ids.Select(id => (char)id))));

    private static string Shape(string item)
    {
        var values = item.Split(' ').Skip(2).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
        return string.Join(' ', new[] { "degenerate", "leak", "length", "has_end", "script" }.Select(name => values[name]));
    }

    private static double Number(Scores scores, string name) => Assert.IsType<ScoreValue.Number>(scores.Find(name)).Value;

    private static double[] Numbers(Scores scores, params string[] names) => Array.ConvertAll(names, name => Number(scores, name));
}
