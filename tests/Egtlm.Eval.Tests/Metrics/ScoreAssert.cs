using System.Text.Json;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Metrics;

/// <summary>Compares scores with the metrics of a golden.</summary>
internal static class ScoreAssert
{
    /// <summary>Same keys in the same order (main_score aside), same values; says what differs, case by case.</summary>
    public static IEnumerable<string> Differences(
        string name, JsonElement expected, Scores actual, Func<string, double>? tolerance = null)
    {
        KeyValuePair<string, double>[] wanted =
        [
            .. expected.EnumerateObject()
                .Where(property => property.Name is not ("main_score" or "hf_subset" or "languages" or "mteb_version"))
                .Select(property => KeyValuePair.Create(property.Name, property.Value.Number())),
        ];
        Assert.Equal(wanted.Select(score => score.Key), actual.Select(score => score.Key));
        foreach (var ((key, value), (_, score)) in wanted.Zip(actual))
        {
            var number = Assert.IsType<ScoreValue.Number>(score).Value;
            var allowed = tolerance?.Invoke(key) ?? 1e-9;
            var isEqual = double.IsNaN(value) ? double.IsNaN(number) : Math.Abs(value - number) <= allowed;
            if (!isEqual)
            {
                yield return $"{name} {key}: {number:R} instead of {value:R}";
            }
        }
    }
}
