using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation.Generated;

public sealed class DriftEvaluatorTests
{
    private static readonly GenerationTask s_text = new()
    {
        Name = "Check",
        Dataset = new DatasetReference("org/set", "1"),
        Subsets = [new TaskSubset("default", ["eng-Latn"])],
        Splits = ["test"],
        MainScore = "bits_per_byte",
        Check = GenerationCheck.Text,
        ContextTokens = 2,
        ScoredTokens = 2,
        KeptWindows = 2,
    };

    private static readonly GenerationTask s_drift = s_text with { Check = GenerationCheck.Drift, MainScore = "kl" };

    [Fact]
    public void A_text_keeps_so_many_windows_spread_evenly()
    {
        var kept = KeptOf(new LetterModel { Cost = _ => Math.Log(2) });

        Assert.Equal(["1#1 ab|cd", "1#3 ef|gh"], kept.Select(Text)); // of cd, ef, gh and ij
        Assert.All(kept, window => Assert.Equal(2, window.Next.Count));
        Assert.Equal([1, 3], kept[0].Next[0].Kept.Ids);
        Assert.Equal(-Math.Log(2), kept[0].Next[0].LogProbability);
    }

    [Fact]
    public void A_text_of_a_task_that_keeps_none_has_none() =>
        Assert.Empty(KeptOf(new LetterModel(), s_text with { KeptWindows = 0 }));

    [Fact]
    public void Windows_that_are_too_long_for_the_model_are_not_kept() =>
        Assert.Empty(KeptOf(new LetterModel(), s_text with { ContextTokens = 511, ScoredTokens = 9 }, new string('a', 1100)));

    [Fact]
    public void Drift_is_summed_by_window_and_averaged_over_tokens()
    {
        // Each token: 0.25 ln 2 (see DriftTests), another token on top, p(true) 0.25 for 0.5.
        var data = new DriftData(Header(), KeptOf(new LetterModel { Cost = _ => Math.Log(2) }));
        var uniform = new LetterModel { Cost = _ => Math.Log(4), Expected = [.. Enumerable.Repeat(Math.Log(0.25), 4)] };

        var (scores, items) = Run(data, uniform);

        Assert.Equal(["1#1", "1#3"], items.Select(item => item.Item));
        Assert.All(items, item => Assert.Equal("1", item.Cluster));
        Assert.Equal(2 * 0.17328679513998632, items[0].Values["kl"], 1e-6);
        Assert.Equal((0.0, 2.0), (items[0].Values["same_top"], items[0].Values["tokens"]));
        Assert.Equal(2 * 0.0625, items[0].Values["squared_change"], 1e-6);
        Assert.Equal(0.17328679513998632, Number(scores, "kl"), 1e-6);
        Assert.Equal((0.0, 0.25), (Number(scores, "same_top"), Math.Round(Number(scores, "rms_change"), 6)));
        Assert.Equal(4, Assert.IsType<ScoreValue.Whole>(scores.Find("tokens")).Value);
    }

    [Fact]
    public void A_model_has_no_drift_from_what_a_file_kept_of_it()
    {
        var model = new LetterModel { Cost = _ => 1.0 / 3 };
        var file = DistributionFile.Read(new DistributionFile(Header(), KeptOf(model)).ToBytes());

        var (scores, _) = Run(new DriftData(file.Header, file.Windows), model);

        Assert.Equal(
            (0.0, 1.0, 0.0), (Number(scores, "kl"), Number(scores, "same_top"), Number(scores, "rms_change")));
    }

    [Fact]
    public void A_baseline_of_another_tokenizer_is_refused()
    {
        var data = new DriftData(Header(), KeptOf(new LetterModel()));

        var error = Assert.Throws<EvaluationException>(
            () => Run(data, new LetterModel { Digests = new TextDigests("template", "words") }));

        Assert.Contains("another tokenizer than the baseline 'org/base@1'", error.Message, StringComparison.Ordinal);
    }

    private static DistributionHeader Header() => new("Check", "org/base@1", "d1", "letters");

    private static KeptWindow[] KeptOf(LetterModel model, GenerationTask? task = null, string text = "abcdefghij")
    {
        var scope = TestScope.Of(task ?? s_text, new HashEncoder()) with { LanguageModel = () => model };
        Evaluators.Evaluate(new DocumentData([new TextDocument("1", "1", text)]), scope);
        return [.. scope.Kept];
    }

    private static (Scores Scores, ItemRow[] Items) Run(DriftData data, LetterModel model)
    {
        var scope = TestScope.Of(s_drift, new HashEncoder()) with { LanguageModel = () => model };
        return (Evaluators.Evaluate(data, scope), [.. scope.Items]);
    }

    private static string Text(KeptWindow window) =>
        $"{window.Item} {string.Concat(window.Context.Select(id => (char)id))}|{string.Concat(window.Tokens.Select(id => (char)id))}";

    private static double Number(Scores scores, string name) => Assert.IsType<ScoreValue.Number>(scores.Find(name)).Value;
}
