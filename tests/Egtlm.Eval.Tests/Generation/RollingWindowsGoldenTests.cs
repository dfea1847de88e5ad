using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Generation;

/// <summary>Windows of lm-evaluation-harness, in goldens/genreg: tokens are 0 to n - 1, the prefix token is -1.</summary>
public sealed class RollingWindowsGoldenTests
{
    [Fact]
    public void Windows_equal_those_of_lm_evaluation_harness()
    {
        JsonElement[] cases = [.. Cases()];
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            int[] tokens = [.. Enumerable.Range(0, one.GetProperty("n_tokens").GetInt32())];
            var windows = RollingWindows.Of(
                tokens, -1, one.GetProperty("max_seq_len").GetInt32(), one.GetProperty("context_len").GetInt32());
            JsonElement[] expected = [.. one.GetProperty("windows").EnumerateArray()];
            Assert.Equal(expected.Length, windows.Count);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(Span(expected[i].GetProperty("context")), windows[i].Context);
                Assert.Equal(Span(expected[i].GetProperty("continuation")), windows[i].Continuations.Single());
            }
        }
    }

    private static int[] Span(JsonElement span)
    {
        var from = span.GetProperty("from");
        int[] prefix = span.GetProperty("prefix").GetBoolean() ? [-1] : [];
        return from.ValueKind == JsonValueKind.Null
            ? prefix
            : [.. prefix, .. Enumerable.Range(from.GetInt32(), span.GetProperty("count").GetInt32())];
    }

    private static IEnumerable<JsonElement> Cases()
    {
        foreach (var path in Directory.GetFiles(SharedFolder.Path("goldens", "genreg"), "perplexity*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var one in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                yield return one.Clone();
            }
        }
    }
}
