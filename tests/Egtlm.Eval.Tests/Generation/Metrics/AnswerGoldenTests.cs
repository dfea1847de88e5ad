using System.Text.Json;
using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

public sealed class AnswerGoldenTests
{
    private const string File = "answer_extraction";

    [Fact]
    public void Numbers_are_extracted_and_compared_as_lm_evaluation_harness_does()
    {
        var checks = 0;
        foreach (var root in GenerationGolden.Files(File))
        {
            foreach (var one in root.GetProperty("gsm").EnumerateArray())
            {
                foreach (var task in root.GetProperty("filters").EnumerateObject())
                {
                    var options = Options(root.GetProperty("exact_match_options").GetProperty(task.Name));
                    foreach (var filter in task.Value.EnumerateObject())
                    {
                        CheckNumber(one, task.Name, filter, options);
                        checks++;
                    }
                }
            }
        }

        Assert.NotEqual(0, checks);
    }

    [Theory]
    [InlineData("gsm8k")]
    [InlineData("gsm8k_cot")]
    [InlineData("mgsm_zh")]
    public void Built_in_filters_are_those_of_the_golden(string task)
    {
        var strict = task switch
        {
            "gsm8k" => AnswerFilters.Gsm8kStrict,
            "gsm8k_cot" => AnswerFilters.Gsm8kCotStrict,
            _ => AnswerFilters.MgsmZhStrict,
        };
        var match = task == "mgsm_zh" ? AnswerFilters.MgsmMatch : AnswerFilters.Gsm8kMatch;
        foreach (var one in GenerationGolden.List(File, "gsm"))
        {
            var (response, target, expected) = (one.Text("response"), Target(one, task), one.GetProperty(task));
            var (exact, loose) = (expected.GetProperty("strict-match"), expected.GetProperty("flexible-extract"));

            Assert.Equal(exact.Text("extracted"), strict.Extract(response));
            Assert.Equal(loose.Text("extracted"), AnswerFilters.Flexible.Extract(response));
            Assert.Equal(exact.Flag("exact_match"), ExactMatch.Of(strict.Extract(response), target, match));
            Assert.Equal(
                loose.Flag("exact_match"), ExactMatch.Of(AnswerFilters.Flexible.Extract(response), target, match));
        }
    }

    [Fact]
    public void Exact_match_equals_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "exact_match"))
        {
            var options = Options(one.GetProperty("options"));
            var isEqual = ExactMatch.Of(one.Text("prediction"), one.Text("reference"), options);

            Assert.True(one.Flag("exact_match") == isEqual, one.ToString());
        }
    }

    [Fact]
    public void Squad_agreement_equals_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "squad"))
        {
            CheckAgreement(one, SquadAgreement.Of(one.Text("prediction"), one.Texts("answers")));
            Assert.Equal(one.Text("normalised"), SquadAgreement.Normalised(one.Text("prediction")));
        }
    }

    [Fact]
    public void Cmrc_agreement_equals_the_golden()
    {
        foreach (var one in GenerationGolden.List(File, "cmrc"))
        {
            Assert.Equal(one.Texts("segments"), CmrcAgreement.Segments(one.Text("prediction")));
            CheckAgreement(one, CmrcAgreement.Of(one.Text("prediction"), one.Texts("answers")));
        }
    }

    [Fact]
    public void Cmrc_drops_exactly_the_listed_signs()
    {
        foreach (var sign in GenerationGolden.List(File, "cmrc_signs").Select(sign => sign.GetString()!))
        {
            Assert.Equal(sign.Length > 1 ? ["甲", sign, "乙"] : ["甲", "乙"], CmrcAgreement.Segments($"甲{sign}乙"));
        }
    }

    private static void CheckNumber(
        JsonElement one, string task, JsonProperty filter, ExactMatchOptions options)
    {
        var match = filter.Value.TryGetProperty("group_select", out var place) ? place.GetInt32() : 0;
        var expected = one.GetProperty(task).GetProperty(filter.Name);
        var found = new RegexFilter(filter.Value.Text("regex_pattern"), match).Extract(one.Text("response"));

        Assert.Equal(expected.Text("extracted"), found);
        Assert.Equal(expected.Flag("exact_match"), ExactMatch.Of(found, Target(one, task), options));
    }

    // The golden: mgsm_zh compares with the target without "#### ".
    private static string Target(JsonElement one, string task) =>
        task == "mgsm_zh" ? one.Text("target").Replace("#### ", "", StringComparison.Ordinal) : one.Text("target");

    private static ExactMatchOptions Options(JsonElement options) => new()
    {
        IgnoredPatterns =
            options.TryGetProperty("regexes_to_ignore", out _) ? options.Texts("regexes_to_ignore") : [],
        IgnoreCase = options.TryGetProperty("ignore_case", out var letters) && letters.GetBoolean(),
        IgnorePunctuation = options.TryGetProperty("ignore_punctuation", out var signs) && signs.GetBoolean(),
        IgnoreNumbers = options.TryGetProperty("ignore_numbers", out var numbers) && numbers.GetBoolean(),
    };

    private static void CheckAgreement(JsonElement one, AnswerAgreement found)
    {
        Assert.True(one.GetProperty("exact").GetInt32() == 1 == found.IsExact, one.ToString());
        Assert.Equal(one.Double("f1"), found.F1, 1e-15);
    }
}
