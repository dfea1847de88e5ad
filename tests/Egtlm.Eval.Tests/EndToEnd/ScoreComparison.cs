using Egtlm.Eval.Results;
using Xunit;

namespace Egtlm.Eval.Tests.EndToEnd;

/// <summary>Compares score documents: the same keys in the same order, and numbers that are near.</summary>
internal static class ScoreComparison
{
    // Ten units of a file's last digit. All goldens so far agree to two; those two are float32 noise in nAUC.
    private const double Tolerance = 1e-5;

    public static void Near(Scores expected, Scores actual, string path)
    {
        Assert.Equal(expected.Select(item => item.Key), actual.Select(item => item.Key));
        for (var i = 0; i < expected.Count; i++)
        {
            Near(expected[i].Value, actual[i].Value, $"{path}.{expected[i].Key}");
        }
    }

    private static void Near(ScoreValue expected, ScoreValue actual, string path)
    {
        switch (expected, actual)
        {
            case (ScoreValue.Map a, ScoreValue.Map b):
                Near(a.Items, b.Items, path);
                break;
            case (ScoreValue.List a, ScoreValue.List b):
                Assert.True(a.Items.Count == b.Items.Count, $"{path}: {b.Items.Count} items, not {a.Items.Count}");
                for (var i = 0; i < a.Items.Count; i++)
                {
                    Near(a.Items[i], b.Items[i], $"{path}[{i}]");
                }

                break;
            case (ScoreValue.Number a, ScoreValue.Number b):
                var isNear = a.Value.Equals(b.Value) || Math.Abs(a.Value - b.Value) <= Tolerance;
                Assert.True(isNear, $"{path}: {PythonFloat.Repr(b.Value)}, not {PythonFloat.Repr(a.Value)}");
                break;
            default:
                Assert.True(expected == actual, $"{path}: {actual}, not {expected}");
                break;
        }
    }
}
