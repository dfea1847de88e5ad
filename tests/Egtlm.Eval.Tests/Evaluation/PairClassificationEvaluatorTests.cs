using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class PairClassificationEvaluatorTests
{
    [Fact]
    public void Scores_equal_those_of_mteb_on_every_golden()
    {
        var wrong = new List<string>();
        foreach (var testCase in SharedFolder.Cases("goldens", "stages", "pair_classification.json"))
        {
            long[] labels = [.. testCase.GetProperty("labels").EnumerateArray().Select(label => label.GetInt64())];
            var similarities = PairGolden.Similarities(testCase);
            var name = testCase.GetProperty("name").GetString()!;
            if (testCase.TryGetProperty("error", out _))
            {
                Assert.Throws<EvaluationException>(() => PairClassificationEvaluator.Score(similarities, labels));
                continue;
            }

            wrong.AddRange(ScoreAssert.Differences(
                name, testCase.GetProperty("metrics"), PairClassificationEvaluator.Score(similarities, labels)));
        }

        Assert.Empty(wrong);
    }
}
