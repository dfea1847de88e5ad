using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Testing;

/// <summary>Compares score documents: the same keys in the same order, numbers within a tolerance that depends on the key.</summary>
public static class ScoreComparison
{
    public static void Equal(Scores expected, Scores actual, Func<string, double> toleranceOf, string path = "")
    {
        Assert.Equal(expected.Select(item => item.Key), actual.Select(item => item.Key));
        for (var i = 0; i < expected.Count; i++)
        {
            var key = expected[i].Key;
            Equal(expected[i].Value, actual[i].Value, toleranceOf, (key, $"{path}.{key}"));
        }
    }

    private static void Equal(
        ScoreValue expected, ScoreValue actual, Func<string, double> toleranceOf, (string Key, string Path) at)
    {
        switch (expected, actual)
        {
            case (ScoreValue.Map a, ScoreValue.Map b):
                Equal(a.Items, b.Items, toleranceOf, at.Path);
                break;
            case (ScoreValue.List a, ScoreValue.List b):
                Assert.True(a.Items.Count == b.Items.Count, $"{at.Path}: {b.Items.Count} items, not {a.Items.Count}");
                for (var i = 0; i < a.Items.Count; i++)
                {
                    Equal(a.Items[i], b.Items[i], toleranceOf, (at.Key, $"{at.Path}[{i}]"));
                }

                break;
            case (ScoreValue.Number a, ScoreValue.Number b):
                var isNear = a.Value.Equals(b.Value) || Math.Abs(a.Value - b.Value) <= toleranceOf(at.Key);
                Assert.True(isNear, $"{at.Path}: {PythonFloat.Repr(b.Value)}, not {PythonFloat.Repr(a.Value)}");
                break;
            default:
                Assert.True(expected == actual, $"{at.Path}: {actual}, not {expected}");
                break;
        }
    }
}
