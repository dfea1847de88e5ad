using System.Text.Json;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Tests.Architectures;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class RotaryScalingTests
{
    [Theory]
    [InlineData("{}", 0.01f)] // 10000^(-2/4)
    [InlineData("""{"rope_theta": 100}""", 0.1f)]
    [InlineData("""{"rope_theta": 100, "rope_scaling": null}""", 0.1f)]
    [InlineData("""{"rope_parameters": {"rope_theta": 100, "rope_type": "default"}}""", 0.1f)]
    [InlineData("""{"rope_theta": 100, "rope_scaling": {"type": "linear", "factor": 2}}""", 0.05f)]
    [InlineData("""{"rope_parameters": {"rope_theta": 100, "rope_type": "linear", "factor": 4.0}}""", 0.025f)]
    public void Base_and_scaling_are_found_in_every_spelling(string config, float second)
    {
        Assert.Equal(second, RotaryScaling.Frequencies(Config(config), 4)[1], 7);
    }

    [Fact]
    public void Frequencies_equal_those_of_transformers()
    {
        ModelGolden[] traces = [.. ModelGolden.All().Where(golden =>
            golden.Expected.TryGetProperty("trace", out var trace) && trace.TryGetProperty("rope_inv_freq", out _))];
        Assert.NotEmpty(traces);
        foreach (var golden in traces)
        {
            var expected = golden.Expected.GetProperty("trace").GetProperty("rope_inv_freq").Deserialize<float[]>()!;
            var actual = RotaryScaling.Frequencies(ModelConfig.Read(golden.Directory), expected.Length * 2);
            for (var i = 0; i < expected.Length; i++)
            {
                // float32 powers of other libraries differ in the last bit or two
                var difference = Math.Abs(expected[i] - actual[i]);
                Assert.True(difference <= 3e-7f * expected[i], $"{golden.Name}: {expected[i]} became {actual[i]}");
            }
        }
    }

    private static ModelConfig Config(string json) => new("config.json", JsonDocument.Parse(json).RootElement);
}
