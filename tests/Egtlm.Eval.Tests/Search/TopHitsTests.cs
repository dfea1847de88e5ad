using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Search;

public sealed class TopHitsTests
{
    [Fact]
    public void Hits_come_best_first_and_ties_by_row()
    {
        var hits = new TopHits(4);
        hits.Add([0.5f, -1f, 0.5f, 2f], 0);
        hits.Add([-0f, 0f], 4);

        Assert.Equal([new Hit(3, 2f), new Hit(0, 0.5f), new Hit(2, 0.5f), new Hit(4, 0f)], hits.Sorted());
    }

    [Fact]
    public void Ties_beyond_the_count_are_won_by_the_lowest_rows()
    {
        var hits = new TopHits(3);
        hits.Add([.. Enumerable.Repeat(1f, 1000)], 10);

        Assert.Equal([10, 11, 12], hits.Sorted().Select(hit => hit.Row));
    }

    [Fact]
    public void Few_scores_give_few_hits_and_nan_comes_last()
    {
        var hits = new TopHits(2);
        hits.Add([float.NaN, 3f, float.NaN, float.NaN, float.NegativeInfinity, float.NaN], 0);

        Assert.Equal([new Hit(1, 3f), new Hit(4, float.NegativeInfinity)], hits.Sorted());
        Assert.Empty(new TopHits(2).Sorted());
    }

    [Fact]
    public void Long_runs_of_scores_keep_the_best()
    {
        var hits = new TopHits(5);
        float[] scores = [.. Enumerable.Range(0, 10_007).Select(row => (float)(row * 7919 % 10_007))];
        hits.Add(scores.AsSpan(0, 5000), 0);
        hits.Add(scores.AsSpan(5000), 5000);

        Assert.Equal([10_006f, 10_005f, 10_004f, 10_003f, 10_002f], hits.Sorted().Select(hit => hit.Score));
        Assert.All(hits.Sorted(), hit => Assert.Equal(scores[hit.Row], hit.Score));
    }
}
