using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Evaluation;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class LogisticRegressionGoldenTests
{
    [Fact]
    public void Fits_take_the_path_of_scikit_learn()
    {
        var fits = 0;
        foreach (var (golden, experiment) in Fits())
        {
            if (golden.IsFloat32)
            {
                AssertFit<float>(golden, experiment);
            }
            else
            {
                AssertFit<double>(golden, experiment);
            }

            fits++;
        }

        Assert.NotEqual(0, fits);
    }

    [Fact]
    public void Widened_fits_equal_those_of_scikit_learn_before_1_9()
    {
        foreach (var (golden, experiment) in Fits())
        {
            if (!experiment.TryGetProperty("if_widened_to_float64", out var widened))
            {
                continue;
            }

            var fit = golden.Run<double>(ClassificationGolden.Integers(experiment.GetProperty("selected")));

            Assert.True(fit.Model.Iterations == widened.GetProperty("n_iter")[0].GetInt32(), golden.Name);
            Assert.True(fit.Model.Evaluations == widened.GetProperty("n_evaluations").GetInt32(), golden.Name);
            Assert.Equal(
                ClassificationGolden.Integers(widened.GetProperty("predictions_differ_at")),
                Differences(fit, experiment));
            if (widened.TryGetProperty("coef", out var coefficients))
            {
                // 100 badly scaled steps amplify the last bit of a double to about 1e-5 (the golden's own note).
                var tolerance = golden.IsChaotic(experiment) ? 1e-4 : 1e-9;
                var expected = ClassificationGolden.Matrix<double>(coefficients);
                AssertNear(golden.Name, expected, fit.Model.Weights, tolerance);
            }
        }
    }

    private static IEnumerable<(ClassificationGolden Golden, JsonElement Experiment)> Fits() =>
        from golden in ClassificationGolden.Cases()
        where golden.Error is null
        from experiment in golden.Experiments
        select (golden, experiment);

    private static void AssertFit<T>(ClassificationGolden golden, JsonElement experiment)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var fit = golden.Run<T>(ClassificationGolden.Integers(experiment.GetProperty("selected")));

        Assert.Equal(ClassificationGolden.Labels(experiment.GetProperty("classes")), fit.Classes);
        Assert.True(fit.Model.Iterations == experiment.GetProperty("n_iter")[0].GetInt32(), golden.Name);
        if (golden.IsChaotic(experiment))
        {
            Assert.InRange(Differences(fit, experiment).Length, 0, 3);
            return;
        }

        Assert.True(fit.Model.Evaluations == experiment.GetProperty("n_evaluations").GetInt32(), golden.Name);
        Assert.Empty(Differences(fit, experiment));
        var tolerance = golden.IsFloat32 ? 1e-6 : 1e-9;
        AssertNear(
            golden.Name, ClassificationGolden.Matrix<T>(experiment.GetProperty("coef")), fit.Model.Weights, tolerance);
        var intercepts = ClassificationGolden.Matrix<T>(experiment.GetProperty("intercept"));
        AssertNear(golden.Name, intercepts, new Matrix<T>(fit.Model.Intercepts, 1, intercepts.Columns), tolerance);
    }

    /// <summary>The test rows whose prediction is not the golden's.</summary>
    private static int[] Differences<T>(ClassificationExperiment<T> fit, JsonElement experiment)
    {
        var expected = ClassificationGolden.Labels(experiment.GetProperty("predictions"));
        Assert.Equal(expected.Length, fit.Predictions.Count);
        return [.. Enumerable.Range(0, expected.Length).Where(row => expected[row] != fit.Predictions[row])];
    }

    private static void AssertNear<T>(string name, Matrix<T> expected, Matrix<T> actual, double tolerance)
        where T : INumber<T>
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        var worst = expected.Values.Zip(actual.Values)
            .Max(pair => double.CreateChecked(T.Abs(pair.First - pair.Second)));
        Assert.True(worst <= tolerance, $"{name}: differs by {worst}");
    }
}
