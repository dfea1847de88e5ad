using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class TextMetricsGoldenTests
{
    private const string File = "text_metrics";
    private const double Tolerance = 1e-15; // quotients of small integers

    private static readonly (DegenerationReasons Reason, string Name)[] s_reasons =
    [
        (DegenerationReasons.Empty, "empty"),
        (DegenerationReasons.Repeated, "rep-4 > 0.5"),
        (DegenerationReasons.SuffixRepeats, "suffix repeats"),
        (DegenerationReasons.Dominated, "no EOS and one n-gram covers >= 90 %"),
    ];

    [Fact]
    public void Repetition_of_every_sequence_equals_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "sequences"))
        {
            var ids = one.Ints("ids");
            foreach (var rep in one.GetProperty("rep").EnumerateObject())
            {
                Assert.Equal(rep.Value.GetDouble(), Repetition.RepeatedShare(ids, Number(rep)), Tolerance);
            }

            foreach (var distinct in one.GetProperty("distinct").EnumerateObject())
            {
                Assert.Equal(distinct.Value.GetDouble(), Repetition.DistinctShare(ids, Number(distinct)), Tolerance);
            }

            var period = Repetition.SuffixPeriod(ids, blocks: 4, longest: 64);
            Assert.Equal(one.GetProperty("suffix_period").Deserialize<int?>(), period);
            Assert.Equal(
                one.Double("dominant_share"), Repetition.DominantShare(ids, longest: 4, leastCount: 4), Tolerance);
        }
    }

    [Fact]
    public void Reasons_of_every_sequence_equal_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "sequences"))
        {
            var reasons = Degeneration.Of(Sequence(one), new DegenerationRules());
            var names = s_reasons.Where(pair => reasons.HasFlag(pair.Reason)).Select(pair => pair.Name);

            Assert.Equal(one.Texts("reasons"), names);
            Assert.Equal(one.Flag("degenerate"), reasons != DegenerationReasons.None);
        }
    }

    [Fact]
    public void Values_of_every_set_equal_the_golden()
    {
        foreach (var root in GenerationGolden.Files(File))
        {
            TokenSequence[] all = [.. root.GetProperty("sequences").EnumerateArray().Select(Sequence)];
            Assert.NotEmpty(root.GetProperty("sets").EnumerateArray());
            foreach (var set in root.GetProperty("sets").EnumerateArray())
            {
                var shape = GenerationShape.Of([.. set.Ints("rows").Select(row => all[row])], new DegenerationRules());

                Assert.Equal(set.Double("mean_rep_4"), shape.MeanRepeated4, 1e-14);
                Assert.Equal(set.Double("distinct_2_pooled"), shape.Distinct2, Tolerance);
                Assert.Equal(set.Double("distinct_2_per_token"), shape.Distinct2PerToken, Tolerance);
                Assert.Equal(set.Double("mean_length"), shape.MeanLength, Tolerance);
                Assert.Equal(set.Double("eos_rate"), shape.EndRate, Tolerance);
                Assert.Equal(set.Double("degenerate_rate"), shape.DegenerateRate, Tolerance);
            }
        }
    }

    [Fact]
    public void Scripts_and_leaks_of_every_text_equal_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "texts"))
        {
            var text = one.Text("text");
            var shares = ScriptShares.Of(text);

            Assert.Equal(one.GetProperty("letters").GetInt32(), shares.Letters);
            Assert.Equal(one.DoubleOrNull("han"), shares.Han);
            Assert.Equal(one.DoubleOrNull("latin"), shares.Latin);
            Assert.Equal(one.Flag("leak"), TemplateLeaks.IsIn(text, TemplateLeaks.Egtlm));
            foreach (var leak in one.GetProperty("leaks").EnumerateObject())
            {
                Assert.Equal(leak.Value.GetInt32(), TemplateLeaks.Count(text, leak.Name));
            }
        }
    }

    [Fact]
    public void Letters_of_both_scripts_are_exactly_those_of_the_golden()
    {
        var (han, latin) = (Letters("han_letters"), Letters("latin_letters"));
        List<string> wrong = [];
        for (var point = 0; point < han.Length; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF)
            {
                continue;
            }

            var shares = ScriptShares.Of(char.ConvertFromUtf32(point));
            if (shares.HanLetters != (han[point] ? 1 : 0) || shares.LatinLetters != (latin[point] ? 1 : 0))
            {
                wrong.Add($"U+{point:X4}");
            }
        }

        Assert.Empty(wrong);
    }

    private static bool[] Letters(string list)
    {
        var isLetter = new bool[0x110000];
        foreach (var range in GenerationGolden.List(File, list))
        {
            isLetter.AsSpan()[range[0].GetInt32()..(range[1].GetInt32() + 1)].Fill(true);
        }

        return isLetter;
    }

    private static TokenSequence Sequence(JsonElement one) => new(one.Ints("ids"), one.Flag("eos"));

    private static int Number(JsonProperty property) => int.Parse(property.Name, CultureInfo.InvariantCulture);
}
