using Egtlm.Eval.Metrics;
using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class RankMetricTests
{
    [Fact]
    public void Ndcg_of_an_ideal_ranking_is_one() => Assert.Equal(1, Ndcg.At([3, 2, 1], [3, 2, 1], 10));

    [Fact]
    public void Ndcg_without_a_relevant_document_is_zero() => Assert.Equal(0, Ndcg.At([0, -1], [], 10));

    [Fact]
    public void Ndcg_discounts_by_the_logarithm_of_the_rank() =>
        Assert.Equal(0.6309297535714575, Ndcg.At([0, 1], [1], 3));

    [Fact]
    public void Precision_divides_by_k_even_when_fewer_documents_were_retrieved() =>
        Assert.Equal(0.2, TrecEval.Precision([1], 5));

    [Fact]
    public void Average_precision_counts_what_was_not_retrieved() =>
        Assert.Equal(0.25, TrecEval.AveragePrecision([0, 1], 2, 10));

    [Fact]
    public void Reciprocal_rank_looks_no_further_than_k()
    {
        Assert.Equal(0.5, ReciprocalRank.At([0, 2, 1], 3));
        Assert.Equal(0, ReciprocalRank.At([0, 2, 1], 1));
        Assert.Equal(0, ReciprocalRank.At([-1], 5));
    }

    [Fact]
    public void Ranking_puts_the_higher_id_first_among_equal_scores_by_code_point_and_NaN_last()
    {
        RetrievedDocument[] documents = [new("￮", 1), new("nan", double.NaN), new("😀", 1), new("9", 2), new("10", 2)];

        Assert.Equal(["9", "10", "😀", "￮", "nan"], Ranking.ByScore(documents).Select(document => document.Id));
    }

    [Fact]
    public void Zeros_of_either_sign_tie() =>
        Assert.Equal(["b", "a"], Ranking.ByScore([new("a", 0.0), new("b", -0.0)]).Select(document => document.Id));

    [Fact]
    public void Confidence_of_nothing_is_zero_and_of_one_document_has_no_gap()
    {
        Assert.Equal(default, QueryConfidence.Of([]));
        Assert.Equal(new QueryConfidence(-2, 0, 0), QueryConfidence.Of([-2]));
        Assert.Equal(new QueryConfidence(3, 1, 2), QueryConfidence.Of([1, 3]));
    }

    [Fact]
    public void Abstention_by_the_metric_itself_is_the_oracle() =>
        Assert.Equal(1, AbstentionAuc.Of([0.1, 0.9, 0.5, 0.4], [0.1, 0.9, 0.5, 0.4]));

    [Fact]
    public void Abstention_over_a_constant_that_sums_exactly_is_undefined() =>
        Assert.True(double.IsNaN(AbstentionAuc.Of([1, 2, 3], [0, 0, 0])));

    [Fact]
    public void NaN_sorts_last_and_ties_keep_their_order() =>
        Assert.Equal([3, 1, 2, 0], AbstentionAuc.AscendingOrder([double.NaN, 1, 1, 0]));
}
