using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Generation;

public sealed class StopTextTests
{
    [Fact]
    public void Stops_cut_as_lm_evaluation_harness_cuts_them()
    {
        var cases = 0;
        foreach (var path in Directory.GetFiles(SharedFolder.Path("goldens", "genreg"), "answer_extraction*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var one in document.RootElement.GetProperty("stops").EnumerateArray())
            {
                cases++;
                var text = one.GetProperty("text").GetString()!;
                text = one.TryGetProperty("think_end", out var mark)
                    ? StopText.AfterThought(text, mark.GetString()!)
                    : text;
                var stops = one.GetProperty("stops").Deserialize<string[]>()!;
                Assert.Equal(one.GetProperty("kept").GetString(), StopText.Cut(text, stops));
            }
        }

        Assert.NotEqual(0, cases);
    }

    [Fact]
    public void Later_stop_cuts_what_the_earlier_one_left() =>
        Assert.Equal("a", StopText.Cut("a.b。c", ["。", "."]));

    [Fact]
    public void Empty_stop_is_never_found()
    {
        Assert.False(StopText.IsIn("text", [""]));
        Assert.True(StopText.IsIn("问：你好\n答：", ["\n答"]));
    }
}
