using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Learning;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

/// <summary>
/// Drives a fit beside its golden. Numbers are compared to the last bit: both round in the same order.
/// </summary>
internal static class FitReplay
{
    /// <summary>
    /// Runs <paramref name="fit"/> to its end, checking every draw, pick and step that the golden records.
    /// </summary>
    public static void Run<T>(JsonElement golden, MiniBatchKMeansFit<T> fit, int[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(golden.GetProperty("batch_size").GetInt32(), fit.BatchSize);
        Starts(golden, "validation_indices_first10", fit.ValidationRows);
        if (golden.TryGetProperty("init_indices", out var initRows))
        {
            SameOrNull(initRows, fit.InitRows);
        }

        SameSeeds(golden, fit, rows);
        Same(golden.GetProperty("kmeanspp_centers"), fit.Centers);
        foreach (var (place, step) in golden.GetProperty("steps").EnumerateArray().Index())
        {
            StageGolden.Check(string.Create(CultureInfo.InvariantCulture, $"step {place}"), () => Step(step, fit));
        }

        while (!fit.IsDone)
        {
            fit.Step();
        }

        Assert.Equal(golden.GetProperty("n_steps").GetInt32(), fit.Steps);
        Assert.Equal(golden.GetProperty("ewa_inertia").GetDouble(), fit.SmoothedInertia);
        Same(golden.GetProperty("centers"), fit.Centers);
    }

    /// <summary>
    /// Compares the points behind the k-means++ picks: where a point comes twice in the sample, the golden's BLAS may
    /// give its two rows potentials that differ in the last bit, so which of the two is named is an accident.
    /// </summary>
    public static void SameSeeds<T>(JsonElement golden, MiniBatchKMeansFit<T> fit, int[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = StageGolden.Integers(golden.GetProperty("kmeanspp_indices"));
        Assert.Equal(expected.Select(Point), fit.Seeds.Select(Point));

        int Point(int seed) => rows[fit.InitRows is { } sample ? sample[seed] : seed];
    }

    private static void Step<T>(JsonElement golden, MiniBatchKMeansFit<T> fit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.False(fit.IsDone);
        var step = fit.Step();
        Assert.Equal(golden.GetProperty("inertia").GetDouble(), step.Inertia);
        Assert.Equal(golden.GetProperty("random_reassign").GetBoolean(), step.IsReassigning);
        SameOrNull(golden.GetProperty("reassigned_from_batch_rows"), step.Reassigned);
        Assert.Equal(
            golden.GetProperty("counts").EnumerateArray().Select(count => count.GetDouble()),
            fit.Counts.Select(double.CreateChecked));
        Starts(golden, "batch_indices_first5", step.Batch);
        Starts(golden, "batch_indices", step.Batch);
        Starts(golden, "batch_labels", step.Labels);
        if (golden.TryGetProperty("centers_after", out var centers))
        {
            Same(centers, fit.Centers);
        }
    }

    private static void Starts(JsonElement golden, string name, int[] actual)
    {
        if (golden.TryGetProperty(name, out var list))
        {
            var expected = StageGolden.Integers(list);
            Assert.Equal(expected, actual.Take(expected.Length));
        }
    }

    private static void SameOrNull(JsonElement golden, int[]? actual) =>
        Assert.Equal(golden.ValueKind == JsonValueKind.Null ? null : StageGolden.Integers(golden), actual);

    private static void Same<T>(JsonElement golden, Matrix<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = StageGolden.Doubles(golden);
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));

        // The digits of a float32 are the shortest that give it back, so they are read in its own type.
        Assert.Equal(expected.Values.Select(T.CreateChecked), actual.Values);
    }
}
