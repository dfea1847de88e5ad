using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, int>> Qrels =
        new() { ["q1"] = new Dictionary<string, int> { ["d2"] = 1 }, ["q2"] = new Dictionary<string, int>() };

    private static readonly RetrievalData Data = new(
        [new("d1", "", "苹果 香蕉"), new("d2", "Title", "red panda "), new("q1", "", "red panda")],
        [new("q1", " red panda"), new("q2", "dropped"), new("q3", "not judged")],
        Qrels,
        new Dictionary<string, IReadOnlyList<string>> { ["q1"] = ["d1", "d2"] });

    [Fact]
    public void Retrieval_encodes_judged_queries_then_documents_and_names_its_phases()
    {
        var encoder = new HashedTexts();
        var scope = TestScope.Of(TestScope.Retrieval(), encoder);

        var scores = RetrievalEvaluator.Evaluate(Data, TestScope.Retrieval(), scope);

        Assert.Equal([PromptType.Query, PromptType.Document], encoder.Requests.Select(request => request.PromptType));
        Assert.Equal([" red panda"], encoder.Requests[0].Texts);
        Assert.Equal(["苹果 香蕉", "Title red panda", "red panda"], encoder.Requests[1].Texts);
        Assert.Equal(["Encoding queries and documents", "Scoring"], scope.Clock.Phases.Select(phase => phase.Name));
        Assert.Equal(0.5, Number(scores, "mrr_at_10").Value);
        Assert.True(Number(scores, "nauc_ndcg_at_10_max").IsNumpy);
        Assert.False(Number(scores, "ndcg_at_10").IsNumpy);
    }

    [Fact]
    public void Retrieval_can_ignore_the_document_with_the_id_of_the_query()
    {
        var task = TestScope.Retrieval(ignoreIdenticalIds: true);

        var scores = RetrievalEvaluator.Evaluate(Data, task, TestScope.Of(task, new HashedTexts()));

        Assert.Equal(1.0, Number(scores, "mrr_at_10").Value);
    }

    [Theory]
    [InlineData(SimilarityFunction.Euclidean)]
    [InlineData(SimilarityFunction.Manhattan)]
    public void Retrieval_refuses_a_similarity_that_is_no_inner_product(SimilarityFunction similarity)
    {
        var task = TestScope.Retrieval();
        var scope = TestScope.Of(task, new HashedTexts { Similarity = similarity });

        Assert.Throws<EvaluationException>(() => RetrievalEvaluator.Evaluate(Data, task, scope));
    }

    [Fact]
    public void Retrieval_without_a_judged_query_is_refused()
    {
        var task = TestScope.Retrieval();
        var data = Data with { Queries = [new("q2", "empty judgements"), new("q3", "none")] };
        var scope = TestScope.Of(task, new HashedTexts());

        Assert.Throws<EvaluationException>(() => RetrievalEvaluator.Evaluate(data, task, scope));
    }

    [Fact]
    public void Reranking_adds_merged_subqueries_only_where_they_are_the_main_score()
    {
        var plain = Rerank(TestScope.Reranking());
        var merged = Rerank(TestScope.Reranking("max_over_subqueries_map_at_1000"));

        Assert.Null(plain.Find("max_over_subqueries_map_at_1000"));
        Assert.Equal(2 * plain.Count, merged.Count);
        Assert.Equal(1.0, Number(merged, "max_over_subqueries_map_at_1000").Value);
    }

    [Theory]
    [InlineData("map")]
    [InlineData("mrr")]
    public void Reranking_adds_the_scores_of_mteb_1_where_one_is_the_main_score(string mainScore)
    {
        var scores = Rerank(TestScope.Reranking(mainScore));

        Assert.Equal(["map", "mrr"], scores.TakeLast(2).Select(score => score.Key));
        Assert.Equal(1.0, Number(scores, mainScore).Value);
        Assert.Null(Rerank(TestScope.Reranking()).Find("map"));
    }

    [Fact]
    public void Reranking_without_candidates_is_refused()
    {
        var task = TestScope.Reranking();
        var data = Data with { TopRanked = null };
        var scope = TestScope.Of(task, new HashedTexts());

        Assert.Throws<EvaluationException>(() => RerankingEvaluator.Evaluate(data, task, scope));
    }

    [Fact]
    public void Pairs_are_encoded_side_by_side_without_a_prompt_type()
    {
        var encoder = new HashedTexts();
        var scope = TestScope.Of(TestScope.Sts(), encoder);

        StsEvaluator.Evaluate(new(["a", "b", ""], ["c", "😀", ""], [0, 5, 2]), TestScope.Sts(), scope);

        Assert.Equal([PromptType.None, PromptType.None], encoder.Requests.Select(request => request.PromptType));
        Assert.Equal(["c", "😀", ""], encoder.Requests[1].Texts);
        Assert.Equal(
            ["Encoding samples 1", "Encoding samples 2", "Scoring"], scope.Clock.Phases.Select(phase => phase.Name));
    }

    [Fact]
    public void One_pair_is_not_enough()
    {
        Assert.Throws<EvaluationException>(() => StsEvaluator.Evaluate(
            new(["a"], ["b"], [1]), TestScope.Sts(), TestScope.Of(TestScope.Sts(), new HashedTexts())));
        Assert.Throws<EvaluationException>(() => PairClassificationEvaluator.Evaluate(
            new(["a"], ["b"], [1]), TestScope.Pairs(), TestScope.Of(TestScope.Pairs(), new HashedTexts())));
    }

    private static Scores Rerank(RerankingTask task) =>
        RerankingEvaluator.Evaluate(Data, task, TestScope.Of(task, new HashedTexts()));

    private static ScoreValue.Number Number(Scores scores, string name) =>
        Assert.IsType<ScoreValue.Number>(scores.Find(name));
}
