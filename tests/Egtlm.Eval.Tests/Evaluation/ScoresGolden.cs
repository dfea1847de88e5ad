using System.Text.Json;
using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>Compares scores with an mteb score dict: keys, their order, and values.</summary>
internal static class ScoresGolden
{
    // Added by mteb after the evaluator.
    private static readonly HashSet<string> Added = ["main_score", "hf_subset", "languages", "mteb_version"];

    public static void Matches(JsonElement golden, Scores actual, double tolerance)
    {
        JsonProperty[] entries = [.. golden.EnumerateObject().Where(entry => !Added.Contains(entry.Name))];
        Assert.Equal(entries.Select(entry => entry.Name), actual.Select(entry => entry.Key));
        foreach (var (entry, (_, value)) in entries.Zip(actual))
        {
            Matches(entry.Value, value, tolerance);
        }
    }

    private static void Matches(JsonElement golden, ScoreValue actual, double tolerance)
    {
        switch (actual)
        {
            case ScoreValue.Number number:
                Assert.Equal(golden.GetDouble(), number.Value, tolerance);
                break;
            case ScoreValue.List list:
                Assert.Equal(golden.GetArrayLength(), list.Items.Count);
                foreach (var (expected, item) in golden.EnumerateArray().Zip(list.Items))
                {
                    Matches(expected, item, tolerance);
                }

                break;
            case ScoreValue.Map map:
                Matches(golden, map.Items, tolerance);
                break;
            default:
                Assert.Fail($"no clustering score is a {actual.GetType().Name}");
                break;
        }
    }
}
