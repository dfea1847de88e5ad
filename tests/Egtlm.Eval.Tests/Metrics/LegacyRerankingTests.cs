using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class LegacyRerankingTests
{
    private static readonly Dictionary<string, int> Judged = new() { ["p1"] = 1, ["p2"] = 2, ["n1"] = 0 };

    [Fact]
    public void Equal_similarities_are_one_step_of_map_and_keep_their_order_in_mrr()
    {
        // p1 and n1 tie on top: precision 1/2 at recall 1/2; then p2 at rank 3: 2/3.
        var scores = Of(("n1", 0.9), ("p1", 0.9), ("p2", 0.5), ("n2", 0.1));

        Assert.Equal((0.5 * 0.5) + (0.5 * 2 / 3), Number(scores, "map"), 15);
        Assert.Equal(0.5, Number(scores, "mrr"));
        Assert.Equal(["map", "mrr"], scores.Select(score => score.Key));
        Assert.All(scores, score => Assert.True(Assert.IsType<ScoreValue.Number>(score.Value).IsNumpy));
    }

    [Fact]
    public void Map_counts_every_candidate_and_mrr_looks_at_ten()
    {
        var candidates = Enumerable.Range(0, 1200).Select(i => ($"n{i + 10}", 2000.0 - i)).Append(("p1", 1.0));

        var scores = Of([.. candidates]);

        Assert.Equal(1.0 / 1201, Number(scores, "map"), 15);
        Assert.Equal(0, Number(scores, "mrr"));
    }

    [Fact]
    public void Queries_without_both_kinds_do_not_count()
    {
        QueryRun[] run =
        [
            new("good", [new("p1", 2), new("n1", 1)]),
            new("all", [new("p1", 2), new("p2", 1)]),
            new("none", [new("n1", 1)]),
            new("empty", []),
        ];
        var qrels = run.ToDictionary(
            query => query.QueryId, _ => (IReadOnlyDictionary<string, int>)Judged);

        Assert.Equal(1, Number(LegacyReranking.Of(run, qrels), "map"));
        Assert.Equal(double.NaN, Number(LegacyReranking.Of(run[1..], qrels), "mrr"));
    }

    private static Scores Of(params (string Id, double Score)[] candidates) => LegacyReranking.Of(
        [new QueryRun("q", [.. candidates.Select(one => new RetrievedDocument(one.Id, one.Score))])],
        new Dictionary<string, IReadOnlyDictionary<string, int>> { ["q"] = Judged });

    private static double Number(Scores scores, string name) =>
        Assert.IsType<ScoreValue.Number>(scores.Find(name)).Value;
}
