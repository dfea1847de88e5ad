using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

/// <summary>stages/clustering.json: the fits of whole sets, step by step, against sklearn 1.9.</summary>
public sealed class MiniBatchKMeansGoldenTests
{
    [Fact]
    public void Legacy_fits_equal_the_golden()
    {
        var cases = SharedFolder.Cases("goldens", "stages", "clustering.json")
            .Where(one => one.GetProperty("kind").GetString() == "legacy").ToArray();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            foreach (var (place, set) in one.GetProperty("sets").EnumerateArray().Index())
            {
                // A set with one label is not fitted.
                if (set.GetProperty("fit").ValueKind != JsonValueKind.Null)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"{one.GetProperty("name")}, set {place}");
                    StageGolden.Check(name, () => Set(set));
                }
            }
        }
    }

    private static void Set(JsonElement set)
    {
        var embeddings = set.GetProperty("embeddings");
        if (embeddings.GetProperty("dtype").GetString() == "float32")
        {
            Set(set, StageGolden.Singles(embeddings));
        }
        else
        {
            Set(set, StageGolden.Doubles(embeddings));
        }
    }

    private static void Set<T>(JsonElement set, Matrix<T> points)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] rows = [.. Enumerable.Range(0, points.Rows)];
        var fit = new MiniBatchKMeansFit<T>(points, rows, new(set.GetProperty("n_clusters").GetInt32(), 500, 42));
        FitReplay.Run(set.GetProperty("fit"), fit, rows);

        var ambiguous = StageGolden.Integers(set.GetProperty("ambiguous_rows")).ToHashSet();
        var (expected, actual) = (StageGolden.Integers(set.GetProperty("assignment")), fit.Labels());
        Assert.Equal(expected.Length, actual.Length);
        Assert.DoesNotContain(rows, row => expected[row] != actual[row] && !ambiguous.Contains(row));
    }
}
