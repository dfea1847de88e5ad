using System.Text.Json;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Search;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Search;

public sealed class CorpusSearchTests
{
    // Float32 products of other blocks than torch's: a few units in the last place, relative to the largest score.
    private const double ScoreTolerance = 4e-7;

    [Theory]
    [InlineData("retrieval.json")]
    [InlineData("reranking.json")]
    public void Runs_of_embeddings_equal_those_of_mteb(string file)
    {
        var wrong = new List<string>();
        var previous = default(JsonElement);
        foreach (var testCase in SharedFolder.Cases("goldens", "stages", file))
        {
            if (testCase.GetProperty("kind").GetString() != "embeddings")
            {
                continue;
            }

            // "as the case before"
            var source = testCase.GetProperty("doc_embeddings").ValueKind == JsonValueKind.String ? previous : testCase;
            previous = source;
            if (testCase.GetProperty("result").TryGetProperty("error", out _))
            {
                Assert.Throws<EvaluationException>(() => Run(testCase, source));
                continue;
            }

            Compare(wrong, testCase, Run(testCase, source));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Ties_at_the_cut_are_decided_by_the_higher_id()
    {
        var ids = Enumerable.Range(0, 1001).Select(i => $"d{i:0000}").ToArray();
        var documents = new IdentifiedVectors(ids, new Matrix<float>(Enumerable.Repeat(1f, 1001).ToArray(), 1001, 1));
        var query = new IdentifiedVectors(["q"], new Matrix<float>([1], 1, 1));

        var run = CorpusSearch.Retrieve(new ExactSearch(), query, documents, TestContext.Current.CancellationToken);

        Assert.Equal(1000, run[0].Documents.Count);
        Assert.Equal("d1000", run[0].Documents[0].Id);
        Assert.Equal("d0001", run[0].Documents[^1].Id);
    }

    [Fact]
    public void A_candidate_that_is_not_in_the_corpus_is_named()
    {
        var vectors = new IdentifiedVectors(["a"], new Matrix<float>([1], 1, 1));
        var candidates = new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["b"] };

        var error = Assert.Throws<EvaluationException>(
            () => CorpusSearch.Rerank(vectors, vectors, candidates, TestContext.Current.CancellationToken));

        Assert.Equal("candidate 'b' of query 'a' is not in the corpus of 1 documents", error.Message);
    }

    private static QueryRun[] Run(JsonElement testCase, JsonElement source)
    {
        var similarity = PairGolden.Similarity(testCase);
        var queries = Vectors(source, "query_ids", "query_embeddings");
        var documents = Vectors(source, "doc_ids", "doc_embeddings");
        var cancellation = TestContext.Current.CancellationToken;
        var run = testCase.TryGetProperty("top_ranked", out var candidates)
            ? CorpusSearch.Rerank(queries, documents, RunGolden.Candidates(candidates), cancellation)
            : CorpusSearch.Retrieve(new ExactSearch(), queries, documents, cancellation);
        var ignore = testCase.GetProperty("ignore_identical_ids").GetBoolean();
        return ignore ? RetrievalEvaluator.WithoutIdenticalIds(run) : run;

        IdentifiedVectors Vectors(JsonElement from, string ids, string vectors) => new(
            RunGolden.Strings(from.GetProperty(ids)),
            Egtlm.Eval.Metrics.Vectors.ForInnerProduct(PairGolden.Single(from.GetProperty(vectors)), similarity));
    }

    private static void Compare(List<string> wrong, JsonElement testCase, QueryRun[] run)
    {
        var name = testCase.GetProperty("name").GetString()!;
        Assert.Equal(
            testCase.GetProperty("run_sizes").EnumerateObject().Select(size => (size.Name, size.Value.GetInt32())),
            run.Select(query => (query.QueryId, query.Documents.Count)));
        if (testCase.TryGetProperty("run_in_dict_order", out var golden)
            && !SameRanking(wrong, name, RunGolden.Run(golden), run))
        {
            return;
        }

        var scores = RetrievalScores.Of(run, RunGolden.Qrels(testCase.GetProperty("qrels")));
        wrong.AddRange(ScoreAssert.Differences(name, testCase.GetProperty("result").GetProperty("metrics"), scores));
    }

    /// <summary>
    /// Equal scores within rounding; false where rounding changed a ranking, which the metrics then follow.
    /// </summary>
    private static bool SameRanking(List<string> wrong, string name, QueryRun[] expected, QueryRun[] actual)
    {
        var isSame = true;
        foreach (var (a, b) in expected.Zip(actual))
        {
            var scores = b.Documents.ToDictionary(document => document.Id, document => document.Score);
            var isRounded = false;
            foreach (var (id, score) in a.Documents)
            {
                isRounded |= scores[id] != score;
                if (Math.Abs(scores[id] - score) > ScoreTolerance * Math.Max(1, Math.Abs(score)))
                {
                    wrong.Add($"{name} {a.QueryId} {id}: {scores[id]:R} instead of {score:R}");
                }
            }

            var isSameHere = Ids(a).SequenceEqual(Ids(b));
            if (!isSameHere && !isRounded)
            {
                wrong.Add($"{name} {a.QueryId}: another order of equal scores");
            }

            isSame &= isSameHere;
        }

        return isSame;
    }

    private static IEnumerable<string> Ids(QueryRun run) =>
        Ranking.ByScore(run.Documents).Select(document => document.Id);
}
