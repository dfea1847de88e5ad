using System.Text.Json;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

public sealed class ClusteringMetricTests
{
    [Fact]
    public void Scores_of_given_labelings_equal_the_golden()
    {
        var cases = SharedFolder.Cases("goldens", "stages", "clustering.json")
            .Where(one => one.GetProperty("kind").GetString() == "metrics").ToArray();
        Assert.NotEmpty(cases);
        foreach (var item in cases.SelectMany(one => one.GetProperty("items").EnumerateArray()))
        {
            StageGolden.Check(item.GetProperty("name").GetString()!, () =>
            {
                var truth = Numbers(item.GetProperty("labels_true"));
                var predicted = Numbers(item.GetProperty("labels_pred"));
                Assert.Equal(item.GetProperty("v_measure").GetDouble(), VMeasure.Of(truth, predicted), 1e-9);
                Assert.Equal(item.GetProperty("ami").GetDouble(), AdjustedMutualInformation.Of(truth, predicted), 1e-9);
            });
        }
    }

    [Fact]
    public void V_measure_of_a_half_split_class_is_four_fifths()
    {
        // H(class) = ln 2, H(cluster) = 1.5 ln 2, MI = ln 2: homogeneity 1, completeness 2/3.
        Assert.Equal(0.8, VMeasure.Of([0, 0, 1, 1], [5, 5, 6, 7]), 1e-12);
    }

    [Fact]
    public void V_measure_without_rows_is_one() => Assert.Equal(1, VMeasure.Of([], []));

    [Fact]
    public void Adjusted_mutual_information_without_rows_is_one() =>
        Assert.Equal(1, AdjustedMutualInformation.Of([], []));

    [Fact]
    public void Adjusted_mutual_information_of_chance_is_near_zero()
    {
        int[] truth = [.. Enumerable.Range(0, 16384).Select(i => i % 10)];
        int[] predicted = [.. Enumerable.Range(0, 16384).Select(i => i / 10 % 10)];

        // Spread as evenly as can be, so a little below chance.
        Assert.InRange(AdjustedMutualInformation.Of(truth, predicted), -0.002, 0);
    }

    [Fact]
    public void Metrics_ignore_the_names_of_clusters()
    {
        int[] truth = [0, 0, 1, 1, 2, 2, 2];
        int[] predicted = [0, 1, 1, 1, 2, 2, 0];
        int[] renamed = [.. predicted.Select(cluster => 9 - (4 * cluster))];

        Assert.Equal(VMeasure.Of(truth, predicted), VMeasure.Of(truth, renamed), 1e-15);
        Assert.Equal(
            AdjustedMutualInformation.Of(truth, predicted), AdjustedMutualInformation.Of(truth, renamed), 1e-15);
    }

    [Fact]
    public void Metrics_refuse_labelings_of_different_length() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VMeasure.Of([0, 1], [0]));

    private static int[] Numbers(JsonElement labels)
    {
        string[] texts = [.. labels.EnumerateArray().Select(label => label.ToString())];
        string[] names = [.. texts.Distinct()];
        return [.. texts.Select(text => Array.IndexOf(names, text))];
    }
}
