using System.Text.Json;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class ClassificationGoldenTests
{
    private const double MetricTolerance = 1e-9;

    [Fact]
    public void Undersampling_draws_the_rows_that_mteb_draws()
    {
        foreach (var golden in ClassificationGolden.Cases())
        {
            var draws = golden.Draws();
            var expected = golden.Error is null
                ? golden.Experiments.Select(experiment => experiment.GetProperty("selected"))
                : golden.Item.GetProperty("selected_before_error").EnumerateArray();

            Assert.Equal(expected.Select(ClassificationGolden.Integers), draws);
            var encoded = golden.Item.GetProperty("encode_calls")[0].GetProperty("n").GetInt32();
            Assert.True(encoded == draws.SelectMany(rows => rows).Distinct().Count(), golden.Name);
        }
    }

    [Fact]
    public void Metrics_of_the_golden_predictions_equal_the_golden_scores()
    {
        foreach (var golden in ClassificationGolden.Cases().Where(golden => golden.Error is null))
        {
            foreach (var experiment in golden.Experiments)
            {
                var predictions = ClassificationGolden.Labels(experiment.GetProperty("predictions"));
                var scores = ClassificationMetrics.Score(golden.TestLabels, predictions);

                AssertScores(golden.Name, experiment.GetProperty("scores"), FirstExperiment(scores), MetricTolerance);
            }
        }
    }

    [Fact]
    public void Summary_equals_the_golden_aggregate_in_values_and_order()
    {
        foreach (var golden in ClassificationGolden.Cases().Where(golden => golden.Error is null))
        {
            var scores = ClassificationEvaluator.Summarize([.. golden.Experiments.Select(experiment =>
                ClassificationMetrics.Score(
                    golden.TestLabels, ClassificationGolden.Labels(experiment.GetProperty("predictions"))))]);

            Assert.Equal("scores_per_experiment", scores[0].Key);
            AssertScores(golden.Name, golden.Item.GetProperty("aggregate"), [.. scores.Skip(1)], MetricTolerance);
        }
    }

    [Fact]
    public void Own_fits_lead_to_the_golden_aggregate()
    {
        foreach (var golden in ClassificationGolden.Cases().Where(golden => golden.Error is null))
        {
            var scores = ClassificationEvaluator.Summarize([.. golden.Draws().Select(golden.RunScores)]);

            // 100 float32 steps are chaotic (the golden's own note): up to 3 rows of 40 may change.
            var tolerance = golden.Experiments.Any(golden.IsChaotic) ? 0.05 : MetricTolerance;
            AssertScores(golden.Name, golden.Item.GetProperty("aggregate"), [.. scores.Skip(1)], tolerance);
        }
    }

    [Fact]
    public void Where_only_average_precision_fails_in_mteb_it_is_NaN_and_the_rest_is_scored()
    {
        foreach (var golden in ClassificationGolden.Failing("pos_label"))
        {
            var scores = ClassificationEvaluator.Summarize([.. golden.Draws().Select(golden.RunScores)]);

            Assert.Equal(new ScoreValue.Number(double.NaN), scores.Find("ap"));
            Assert.Equal(new ScoreValue.Number(double.NaN), scores.Find("ap_weighted"));
            Assert.InRange(Assert.IsType<ScoreValue.Number>(scores.Find("accuracy")).Value, 0.5, 1);
        }
    }

    [Fact]
    public void Where_the_fit_fails_in_mteb_the_user_is_told_why()
    {
        foreach (var golden in ClassificationGolden.Failing("one class"))
        {
            var exception = Assert.Throws<EvaluationException>(() => golden.RunScores(golden.Draws()[0]));

            Assert.Contains("expected two labels or more", exception.Message);
        }
    }

    private static Scores FirstExperiment(ClassificationScores scores)
    {
        var list = Assert.IsType<ScoreValue.List>(ClassificationEvaluator.Summarize([scores])[0].Value);
        return Assert.IsType<ScoreValue.Map>(Assert.Single(list.Items)).Items;
    }

    private static void AssertScores(
        string name, JsonElement expected, IReadOnlyList<KeyValuePair<string, ScoreValue>> actual, double tolerance)
    {
        var wanted = expected.EnumerateObject().Where(property => property.Name != "main_score").ToArray();
        Assert.Equal(wanted.Select(property => property.Name), actual.Select(score => score.Key));
        foreach (var (property, score) in wanted.Zip(actual))
        {
            var isEqual = score.Value is ScoreValue.Number number
                ? property.Value.ValueKind != JsonValueKind.Null
                    && IsNear(property.Value.Number(), number.Value, tolerance)
                : property.Value.ValueKind == JsonValueKind.Null;
            Assert.True(isEqual, $"{name}: {property.Name} is {score.Value}, expected {property.Value}");
        }
    }

    private static bool IsNear(double expected, double actual, double tolerance) =>
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance;
}
