using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Search;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Metrics;
using Egtlm.Eval.Tests.Search;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class RetrievalGoldenTests
{
    [Fact]
    public void Scores_of_given_runs_equal_those_of_mteb()
    {
        var wrong = new List<string>();
        foreach (var testCase in Cases("retrieval.json", "given run"))
        {
            var qrels = RunGolden.Qrels(testCase.GetProperty("qrels"));
            var given = RunGolden.Run(testCase.GetProperty("run"));
            QueryRun[] run = [.. given.Where(query => qrels.ContainsKey(query.QueryId))];
            Compare(wrong, testCase, testCase.GetProperty("result"), run, qrels);
            if (testCase.TryGetProperty("ignore_identical_ids", out var without)
                && without.ValueKind == JsonValueKind.Object)
            {
                Compare(wrong, testCase, without, RetrievalEvaluator.WithoutIdenticalIds(run), qrels);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("retrieval.json")]
    [InlineData("reranking.json")]
    public void Scores_of_runs_in_the_order_of_mteb_equal_those_of_mteb(string file)
    {
        var wrong = new List<string>();
        foreach (var testCase in Cases(file, "embeddings"))
        {
            if (testCase.TryGetProperty("run_in_dict_order", out var run))
            {
                var qrels = RunGolden.Qrels(testCase.GetProperty("qrels"));
                Compare(wrong, testCase, testCase.GetProperty("result"), RunGolden.Run(run), qrels);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Normalised_abstention_areas_equal_those_of_mteb()
    {
        foreach (var item in Cases("retrieval.json", "nauc").SelectMany(c => c.GetProperty("items").EnumerateArray()))
        {
            var area = AbstentionAuc.Of(
                PairGolden.Numbers(item.GetProperty("confidence")), PairGolden.Numbers(item.GetProperty("metric")));

            Assert.Equal(item.GetProperty("nauc").Number(), area, 1e-9);
        }
    }

    [Fact]
    public void Scores_of_merged_subqueries_equal_those_of_mteb()
    {
        var wrong = new List<string>();
        foreach (var testCase in SharedFolder.Cases("goldens", "stages", "reranking.json"))
        {
            if (testCase.TryGetProperty("max_over_subqueries", out var expected))
            {
                var run = testCase.GetProperty(testCase.TryGetProperty("run", out _) ? "run" : "run_in_dict_order");
                var scores = SubqueryMaximum.Of(RunGolden.Run(run), RunGolden.Qrels(testCase.GetProperty("qrels")));
                wrong.AddRange(ScoreAssert.Differences(testCase.GetProperty("name").GetString()!, expected, scores));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Reciprocal_ranks_of_the_helper_functions_equal_those_of_mteb()
    {
        var helpers = Cases("reranking.json", "helpers");
        foreach (var item in helpers.SelectMany(testCase => testCase.GetProperty("items").EnumerateArray()))
        {
            if (item.TryGetProperty("mrr", out var expected))
            {
                CompareReciprocalRanks(
                    expected, RunGolden.Run(item.GetProperty("run")), RunGolden.Qrels(item.GetProperty("qrels")));
            }
        }
    }

    private static JsonElement[] Cases(string file, string kind)
    {
        JsonElement[] cases =
        [
            .. SharedFolder.Cases("goldens", "stages", file)
                .Where(testCase => testCase.GetProperty("kind").GetString() == kind),
        ];
        Assert.NotEmpty(cases);
        return cases;
    }

    private static void Compare(
        List<string> wrong,
        JsonElement testCase,
        JsonElement expected,
        IReadOnlyList<QueryRun> run,
        Dictionary<string, IReadOnlyDictionary<string, int>> qrels)
    {
        var name = testCase.GetProperty("name").GetString()!;
        if (run.Any(query => query.Documents.Any(document => double.IsNaN(document.Score))))
        {
            // The place of NaN in a Python sort is not defined: only ask for an answer.
            Assert.NotEmpty(RetrievalScores.Of(run, qrels));
            return;
        }

        var metrics = expected.TryGetProperty("metrics", out var inner) ? inner : expected;
        wrong.AddRange(ScoreAssert.Differences(name, metrics, RetrievalScores.Of(run, qrels)));
    }

    private static void CompareReciprocalRanks(
        JsonElement expected, QueryRun[] run, Dictionary<string, IReadOnlyDictionary<string, int>> qrels)
    {
        foreach (var cutoff in expected.EnumerateObject())
        {
            var k = int.Parse(cutoff.Name.Split('@')[1], CultureInfo.InvariantCulture);
            var index = QueryMeasures.Cutoffs.IndexOf(k);
            var actual = run.Select(query => QueryMeasures.Of(query, qrels[query.QueryId])[Measure.Mrr, index]);

            Assert.Equal(PairGolden.Numbers(cutoff.Value), actual);
        }
    }
}
