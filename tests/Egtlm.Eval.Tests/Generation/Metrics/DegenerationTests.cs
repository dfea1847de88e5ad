using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class DegenerationTests
{
    private static readonly int[] s_fiveFourFives = [5, 4, 5, 4, 5, 4];

    [Fact]
    public void Thresholds_are_those_of_the_rules()
    {
        // Three blocks "5 4"; the bigrams 54, 45, 54, 45, 54 give rep-2 = 1 − 2 / 5 = 0.6.
        var answer = new TokenSequence(s_fiveFourFives, HasEnd: true);

        Assert.Equal(DegenerationReasons.None, Degeneration.Of(answer, new DegenerationRules()));
        Assert.Equal(
            DegenerationReasons.SuffixRepeats, Degeneration.Of(answer, new DegenerationRules { SuffixBlocks = 3 }));
        Assert.Equal(
            DegenerationReasons.Repeated,
            Degeneration.Of(answer, new DegenerationRules { RepeatedLength = 2, MostRepeated = 0.59 }));
    }

    [Fact]
    public void Only_an_answer_without_an_end_is_dominated()
    {
        var rules = new DegenerationRules { DominantCount = 3 };

        Assert.Equal(DegenerationReasons.Dominated, Degeneration.Of(new(s_fiveFourFives, HasEnd: false), rules));
        Assert.Equal(DegenerationReasons.None, Degeneration.Of(new(s_fiveFourFives, HasEnd: true), rules));
    }

    [Fact]
    public void End_is_an_end_token_and_not_a_stop_text()
    {
        Assert.True(TokenSequence.Of(new GeneratedText([1], "a", FinishReason.EndToken)).HasEnd);
        Assert.False(TokenSequence.Of(new GeneratedText([1], "a", FinishReason.StopText)).HasEnd);
        Assert.False(TokenSequence.Of(new GeneratedText([1], "a", FinishReason.Length)).HasEnd);
    }

    [Fact]
    public void Equal_n_grams_have_equal_numbers_across_texts()
    {
        var numbers = new NGramNumbers(2);

        Assert.Equal([0, 1, 0], numbers.Of([7, 8, 7, 8]));
        Assert.Equal([1, 2], numbers.Of([8, 7, 7]));
        Assert.Empty(numbers.Of([7]));
        Assert.Equal(3, numbers.Count);
    }

    [Fact]
    public void A_long_answer_with_a_long_period_is_judged()
    {
        int[] ids = [.. Enumerable.Range(0, 100_000).Select(i => (int)((long)i * i % 1009))];

        Assert.Equal(
            DegenerationReasons.Repeated | DegenerationReasons.SuffixRepeats,
            Degeneration.Of(new(ids, HasEnd: false), new DegenerationRules { LongestPeriod = 2000 }));
    }
}
