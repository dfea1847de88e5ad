using System.Text.Json;
using Egtlm.Eval.Statistics;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Statistics;

/// <summary>goldens/genreg/stats.json: scipy, statsmodels and the published table V of Fagerland et al. 2014.</summary>
public sealed class StatisticsGoldenTests
{
    private static readonly string[] File = ["goldens", "genreg", "stats.json"];

    [Fact]
    public void Every_case_has_its_intervals_and_verdicts()
    {
        foreach (var golden in SharedFolder.Cases(File))
        {
            StageGolden.Check(golden.GetProperty("name").GetString()!, () => Check(golden));
        }
    }

    [Fact]
    public void Worked_example_of_Tango_is_the_published_one()
    {
        using var document = SharedFolder.Json(File);
        var example = document.RootElement.GetProperty("worked_example");
        var counts = new PairedCounts(Int(example, "n"), Int(example, "damaged"), Int(example, "repaired"));

        GoldenAssert.Bounds(example.GetProperty("tango_two_sided_95"), TangoInterval.Of(counts, Quantiles.TwoSided95));
    }

    [Fact]
    public void Holm_agrees_with_every_list()
    {
        using var document = SharedFolder.Json(File);
        JsonElement[] lists = [.. document.RootElement.GetProperty("holm").EnumerateArray()];
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            var adjusted = Holm.Adjust(Doubles(list, "p"));

            Assert.Equal(Doubles(list, "adjusted").Length, adjusted.Length);
            Assert.All(Doubles(list, "adjusted").Zip(adjusted), pair => GoldenAssert.P(pair.First, pair.Second));
            Assert.Equal(
                list.GetProperty("reject_at_0_05").EnumerateArray().Select(value => value.GetBoolean()),
                adjusted.Select(p => p <= Quantiles.Alpha));
        }
    }

    [Fact]
    public void Gates_are_labelled_after_correction()
    {
        using var document = SharedFolder.Json(File);
        JsonElement[] gates = [.. document.RootElement.GetProperty("gates").EnumerateArray()];
        Assert.NotEmpty(gates);
        foreach (var gate in gates)
        {
            (DamageEstimate Damage, double Margin)[] checks =
                [.. gate.GetProperty("metrics").EnumerateArray().Select(Normal)];

            var judged = Breaches.Judge(checks);

            Assert.All(
                Doubles(gate, "p_breach").Zip(checks),
                pair => GoldenAssert.P(pair.First, pair.Second.Damage.BreachP(pair.Second.Margin)!.Value));
            Assert.All(Doubles(gate, "p_holm").Zip(judged), pair => GoldenAssert.P(pair.First, pair.Second.AdjustedP));
            Assert.Equal(
                gate.GetProperty("labels").EnumerateArray().Select(label => label.GetString()),
                judged.Select(check => GoldenAssert.Name(check.Verdict)));
        }
    }

    private static (DamageEstimate Damage, double Margin) Normal(JsonElement metric)
    {
        var (difference, error) = (metric.GetProperty("difference").GetDouble(), metric.GetProperty("se").GetDouble());
        var interval = MeanIntervals.Normal(difference, error, IntervalKind.Normal);
        return (new DamageEstimate(difference, error, interval, null, 1, 1), metric.GetProperty("margin").GetDouble());
    }

    private static void Check(JsonElement golden)
    {
        var expected = golden.GetProperty("expected");
        var found = golden.GetProperty("kind").GetString() switch
        {
            "binary" => PairedDamage.Binary(Items(golden, higherIsBetter: true)),
            "counts" => PairedDamage.Binary(Counted(golden)),
            "continuous" => PairedDamage.Mean(Items(golden, golden.GetProperty("higher_is_better").GetBoolean())),
            var other => throw new InvalidOperationException($"unknown kind '{other}'"),
        };
        var margin = golden.GetProperty("margin").GetDouble();
        GoldenAssert.Estimate(expected, found, margin);
        if (golden.GetProperty("kind").GetString() != "counts")
        {
            var isHigherBetter = !golden.TryGetProperty("higher_is_better", out var higher) || higher.GetBoolean();
            GoldenAssert.Intervals(expected, Items(golden, isHigherBetter), margin);
        }
    }

    private static PairedItems Counted(JsonElement golden)
    {
        var (n, damaged, repaired) = (Int(golden, "n"), Int(golden, "damaged"), Int(golden, "repaired"));
        var damage = new double[n];
        Array.Fill(damage, 1, 0, damaged);
        Array.Fill(damage, -1, damaged, repaired);
        return new PairedItems(damage);
    }

    private static PairedItems Items(JsonElement golden, bool higherIsBetter)
    {
        var clusters = golden.GetProperty("clusters");
        return PairedItems.Of(
            Doubles(golden, "baseline"),
            Doubles(golden, "candidate"),
            higherIsBetter,
            clusters.ValueKind == JsonValueKind.Null
                ? null
                : PairedItems.Number([.. clusters.EnumerateArray().Select(key => key.ToString())]));
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static double[] Doubles(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
