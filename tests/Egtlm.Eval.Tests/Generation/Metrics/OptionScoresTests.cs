using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class OptionScoresTests
{
    [Fact]
    public void Sum_and_sum_per_byte_may_choose_different_options()
    {
        // Per byte: −2 / 2 = −1, −3 / 6 = −0.5.
        var scores = OptionScores.Of([-2, -3], ["no", "perhap"], gold: 1);

        Assert.Equal(0, scores.Choice);
        Assert.Equal(1, scores.NormalisedChoice);
        Assert.False(scores.IsRight);
        Assert.True(scores.IsRightNormalised);
        Assert.Equal(-1, scores.Margin);
    }

    [Fact]
    public void Options_are_measured_in_bytes_and_not_in_characters()
    {
        // 北京 has 6 bytes: −3 / 6 = −0.5; abcd has 4: −2.4 / 4 = −0.6. In characters it would be −1.5 and −0.6.
        var scores = OptionScores.Of([-3, -2.4], ["北京", "abcd"], gold: 0);

        Assert.Equal([6, 4], scores.Bytes);
        Assert.True(scores.IsRightNormalised);
    }

    [Fact]
    public void First_of_equal_options_is_chosen()
    {
        var scores = OptionScores.Of([-2, -1, -1], ["a", "b", "c"], gold: 2);

        Assert.Equal(1, scores.Choice);
        Assert.Equal(1, scores.NormalisedChoice);
        Assert.Equal(0, scores.Margin);
    }

    [Fact]
    public void Margin_is_the_distance_to_the_best_other_option() =>
        Assert.Equal(0.75, OptionScores.Of([-3, -1, -1.75, -9], ["A", "B", "C", "D"], gold: 1).Margin);

    [Fact]
    public void Nothing_is_right_where_a_sum_is_not_a_number()
    {
        var scores = OptionScores.Of([-1, double.NaN], ["a", "b"], gold: 0);

        Assert.Null(scores.Choice);
        Assert.False(scores.IsRight);
        Assert.False(scores.IsRightNormalised);
        Assert.Equal(double.NaN, scores.Margin);
    }

    [Fact]
    public void Options_that_cannot_be_scored_are_refused()
    {
        Assert.Throws<ArgumentException>(() => OptionScores.Of([-1, 0], ["a", ""], gold: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptionScores.Of([-1], ["a"], gold: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptionScores.Of([-1, -2], ["a", "b"], gold: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptionScores.Of([-1, -2, -3], ["a", "b"], gold: 0));
    }

    [Fact]
    public void Space_at_the_end_of_the_context_goes_to_the_option()
    {
        // A tokenizer of words with the space in front of them.
        var (context, option) = OptionSplit.Of("ask me \u001f", "yes", Lengths);

        Assert.Equal([3, 3], context);
        Assert.Equal([5], option);
    }

    [Fact]
    public void Option_begins_behind_as_many_tokens_as_the_context_has()
    {
        var (context, option) = OptionSplit.Of("答案：", "A", text => [.. text.Select(unit => (int)unit)]);

        Assert.Equal(['答', '案', '：'], context);
        Assert.Equal(['A'], option);
        Assert.Empty(OptionSplit.Of("a", "b", Lengths).Option);
    }

    // "ask me yes" has the tokens "ask", " me", " yes": their lengths, 3, 3 and 4.
    private static int[] Lengths(string text)
    {
        List<int> lengths = [];
        foreach (var unit in text)
        {
            if (lengths.Count == 0 || unit == ' ')
            {
                lengths.Add(0);
            }

            lengths[^1]++;
        }

        return [.. lengths];
    }
}
