using Egtlm.Eval.Learning;

namespace Egtlm.Eval.Benchmarks;

/// <summary>One experiment of Banking77: 77 classes, 8 training rows each, 3080 test rows.</summary>
internal static class ClassificationBenchmark
{
    private const int Classes = 77;
    private const int TrainRows = Classes * 8;
    private const int TestRows = 3080;

    public static IEnumerable<Measurement> Run()
    {
        foreach (var dimension in new[] { 384, 1024 })
        {
            var train = RandomVectors.Clustered(TrainRows, dimension, Classes, seed: 3);
            var test = RandomVectors.Clustered(TestRows, dimension, Classes, seed: 3);
            int[] classes = [.. Enumerable.Range(0, TrainRows).Select(row => row % Classes)];
            var evaluations = LogisticRegression.Fit(train, classes, Classes).Evaluations;
            var seconds = Best.Of(3, () => LogisticRegression.Predict(LogisticRegression.Fit(train, classes, Classes), test));

            // Every evaluation multiplies once for the scores and once for the gradient.
            var flops = 2.0 * dimension * Classes * ((2.0 * evaluations * TrainRows) + TestRows);
            yield return new Measurement(
                $"classification, fit and predict, K = {Classes}, d = {dimension}", seconds, $"{1 / seconds:N1} experiments/s", flops);
        }
    }
}
