using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>What evaluators keep of every item, and that the scores are made of it.</summary>
public sealed class ItemValuesTests
{
    [Fact]
    public void A_pair_keeps_its_cosine_and_gold_score()
    {
        var scope = TestScope.Of(TestScope.Sts(), new FakeEncoder());

        StsEvaluator.Evaluate(new StsData(["a", "b"], ["a", "中文"], [5, 1.5]), TestScope.Sts(), scope);

        Assert.Equal(["0", "1"], scope.Items.Select(row => row.Item));
        Assert.Equal([5, 1.5], scope.Items.Select(row => row.Values["gold"]));
        Assert.Equal(1, scope.Items.First().Values["cosine"], 6);
    }

    [Fact]
    public void A_labelled_pair_keeps_its_label()
    {
        var scope = TestScope.Of(TestScope.Pairs(), new FakeEncoder());

        PairClassificationEvaluator.Evaluate(
            new PairClassificationData(["a", "b"], ["a", "c"], [1, 0]), TestScope.Pairs(), scope);

        Assert.Equal([1, 0], scope.Items.Select(row => row.Values["label"]));
        Assert.All(scope.Items, row => Assert.Equal((row.Item, "test", "default"), (row.Cluster, row.Split, row.Subset)));
    }

    [Fact]
    public void A_query_keeps_measures_whose_mean_is_the_score()
    {
        var task = TestScope.Retrieval();
        var scope = TestScope.Of(task, new FakeEncoder());
        CorpusDocument[] corpus = [new("d1", "", "aaaa"), new("d2", "", "gggg"), new("d3", "", "aaag")];
        RetrievalQuery[] queries = [new("q1", "aaaa"), new("q2", "gggg"), new("unjudged", "x")];
        var qrels = new Dictionary<string, IReadOnlyDictionary<string, int>>
        {
            ["q1"] = new Dictionary<string, int> { ["d1"] = 1, ["d2"] = 1 },
            ["q2"] = new Dictionary<string, int> { ["d3"] = 2 },
        };

        var scores = RetrievalEvaluator.Evaluate(new RetrievalData(corpus, queries, qrels, null), task, scope);

        Assert.Equal(["q1", "q2"], scope.Items.Select(row => row.Item));
        Assert.Equal(Number(scores, "ndcg_at_10"), scope.Items.Average(row => row.Values["ndcg_at_10"]), 5);
        Assert.Equal(Number(scores, "map_at_1000"), scope.Items.Average(row => row.Values["ap"]), 5);
    }

    [Fact]
    public void A_test_row_keeps_the_share_of_experiments_that_were_right()
    {
        var task = new ClassificationTask
        {
            Name = "Classes",
            Dataset = new DatasetReference("org/set", "1"),
            Subsets = [new TaskSubset("default", ["eng-Latn"])],
            Splits = ["test"],
            MainScore = "accuracy",
            Experiments = 4,
            SamplesPerLabel = 1,
        };
        var scope = TestScope.Of(task, new FakeEncoder());
        Label[] labels = [new(1), new(1), new(2), new(2)];
        string[] texts = ["aaaa", "aaag", "gggg", "ggga"];

        var scores = ClassificationEvaluator.Evaluate(new ClassificationData(texts, labels, texts, labels), task, scope);

        Assert.All(scope.Items, row => Assert.Contains(row.Values["accuracy"], (double[])[0, 0.25, 0.5, 0.75, 1]));
        Assert.Equal(Number(scores, "accuracy"), scope.Items.Average(row => row.Values["accuracy"]), 12);
    }

    private static double Number(Scores scores, string metric) => ((ScoreValue.Number)scores.Find(metric)!).Value;
}
