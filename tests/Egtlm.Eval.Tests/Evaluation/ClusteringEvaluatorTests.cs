using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class ClusteringEvaluatorTests
{
    // Result files hold six decimals.
    private const double HalfDigit = 0.51e-6;

    // mteb/mocks/mock_tasks: the texts and labels of its mock clustering tasks.
    private static readonly string[] MockTexts =
        ["This is a test sentence", "This is another test sentence", "This is a third test sentence"];

    private static readonly Label[] MockLabels = [new(0), new(1), new(2)];

    [Fact]
    public void Mock_clustering_equals_the_result_file_of_mteb()
    {
        var task = MockClustering.Task(ClusteringProtocol.Legacy);
        var scope = MockClustering.Scope(task, new RandomEncoder());

        var scores = ClusteringEvaluator.EvaluateLegacy(
            new LegacyClusteringData([new ClusteringSet(MockTexts, MockLabels)]), task, scope);

        var golden = MockResult("MockClusteringTask");
        ScoresGolden.Matches(golden.GetProperty("scores").GetProperty("test")[0], scores, HalfDigit);
        Assert.Equal(["Encoding", "Scoring"], scope.Clock.Phases.Select(phase => phase.Name));
        Assert.True(Assert.IsType<ScoreValue.Number>(scores.Find("v_measure")).IsNumpy);
        Assert.True(Assert.IsType<ScoreValue.Number>(scores.Find("v_measure_std")).IsNumpy);
    }

    [Fact]
    public void Mock_fast_clustering_equals_the_result_file_of_mteb()
    {
        var task = MockClustering.Task(ClusteringProtocol.Fast, maxDocuments: 3);
        var random = new PythonRandom(42);
        var data = new FastClusteringData(MockTexts, [.. MockLabels.Select(label => new[] { label })]);

        var golden = MockResult("MockMultilingualClusteringFastTask").GetProperty("scores").GetProperty("test");
        foreach (var subset in golden.EnumerateArray())
        {
            var scope = MockClustering.Scope(task, new RandomEncoder(), random);
            ScoresGolden.Matches(subset, ClusteringEvaluator.EvaluateFast(data, task, scope), HalfDigit);
            Assert.Equal(["Encoding", "Scoring"], scope.Clock.Phases.Select(phase => phase.Name));
        }
    }

    [Fact]
    public void Sib200_with_the_hash_encoder_equals_the_result_file_of_mteb()
    {
        // sib200_clustering_s2s.py: max_document_to_embed = 1004, which is every document.
        var task = MockClustering.Task(ClusteringProtocol.Fast, maxDocuments: 1004);
        JsonElement[] rows = [.. File.ReadLines(SharedFolder.Path("data", "SIB200ClusteringS2S-eng_Latn", "test.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)];
        var data = new FastClusteringData(
            [.. rows.Select(row => row.GetProperty("sentences").GetString()!)],
            [.. rows.Select(row => new[] { new Label(row.GetProperty("labels").GetInt64()) })]);

        var scores = ClusteringEvaluator.EvaluateFast(data, task, MockClustering.Scope(task, new HashEncoder()));

        using var golden = SharedFolder.Json("goldens", "mteb", "hash", "SIB200ClusteringS2S-eng_Latn.json");
        ScoresGolden.Matches(
            golden.RootElement.GetProperty("scores").GetProperty("test")[0], scores, HalfDigit);
    }

    [Fact]
    public void Set_with_one_label_scores_one_and_is_not_encoded()
    {
        var task = MockClustering.Task(ClusteringProtocol.Legacy);
        var scope = MockClustering.Scope(task, new RandomEncoder());
        var data = new LegacyClusteringData([new ClusteringSet(["a", "b"], [new("x"), new("x")])]);

        var scores = ClusteringEvaluator.EvaluateLegacy(data, task, scope);

        Assert.Empty(scope.Clock.Phases);
        Assert.Equal(new ScoreValue.Number(1, IsNumpy: true), scores.Find("v_measure"));
        var measures = Assert.IsType<ScoreValue.List>(scores.Find("v_measures"));
        Assert.Equal(new ScoreValue.Number(1), Assert.Single(measures.Items));
    }

    [Fact]
    public void Missing_string_label_becomes_a_class_and_missing_integer_label_drops_the_document()
    {
        Label[][] strings = [[new("a"), new("中")], [new("a")], [new("b"), new("😀")]];
        Label[][] integers = [[new(0), new(4)], [new(0)], [new(1), new(2)]];

        var texts = FastClustering.AtLevel(strings, 1);
        var numbers = FastClustering.AtLevel(integers, 1);

        Assert.Equal([0, 1, 2], texts.Documents);
        Assert.Equal([1, 0, 2], texts.Classes);
        Assert.Equal([0, 2], numbers.Documents);
        Assert.Equal([1, 0], numbers.Classes);
    }

    [Fact]
    public void Fast_clustering_refuses_two_limits()
    {
        var task = MockClustering.Task(ClusteringProtocol.Fast, 0.5, 3);
        var data = new FastClusteringData(MockTexts, [.. MockLabels.Select(label => new[] { label })]);

        var failure = Assert.Throws<EvaluationException>(() =>
            ClusteringEvaluator.EvaluateFast(data, task, MockClustering.Scope(task, new HashEncoder())));

        Assert.Contains("'max_fraction' and 'max_documents'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fast_clustering_refuses_a_fraction_that_leaves_no_document()
    {
        var task = MockClustering.Task(ClusteringProtocol.Fast, maxFraction: 0.04);
        var data = new FastClusteringData(MockTexts, [.. MockLabels.Select(label => new[] { label })]);

        Assert.Throws<EvaluationException>(() =>
            ClusteringEvaluator.EvaluateFast(data, task, MockClustering.Scope(task, new HashEncoder())));
    }

    [Fact]
    public void Fast_clustering_refuses_a_level_without_labels()
    {
        var task = MockClustering.Task(ClusteringProtocol.Fast);
        var data = new FastClusteringData(["a", "b"], [[new Label(-1)], [new Label(-1)]]);

        var failure = Assert.Throws<EvaluationException>(() =>
            ClusteringEvaluator.EvaluateFast(data, task, MockClustering.Scope(task, new HashEncoder())));

        Assert.Contains("level 0 has 0 labels", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Legacy_clustering_refuses_a_set_without_a_label_for_each_text()
    {
        var task = MockClustering.Task(ClusteringProtocol.Legacy);
        var data = new LegacyClusteringData([new ClusteringSet(MockTexts, [new(0), new(1)])]);

        var failure = Assert.Throws<EvaluationException>(() =>
            ClusteringEvaluator.EvaluateLegacy(data, task, MockClustering.Scope(task, new HashEncoder())));

        Assert.Contains("3 texts and 2 labels", failure.Message, StringComparison.Ordinal);
    }

    private static JsonElement MockResult(string task) => SharedFolder
        .Json("goldens", "stages", "results_format", "results", "mteb__baseline-random-encoder", "1", $"{task}.json")
        .RootElement;
}
