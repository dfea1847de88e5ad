using System.Text.Json;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Layers;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class ActivationNamedTests
{
    public ActivationNamedTests() => NativeBackend.EnsureLoaded();

    // x Φ(x) with Φ(1) = 0.8413447, Φ(-2) = 0.0227501; x σ(x) with σ(1) = 0.7310586, σ(-2) = 0.1192029; the tanh forms
    // 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))) differ from the first in the fourth digit.
    [Theory]
    [InlineData("gelu", 0.8413447f, -0.0455003f)]
    [InlineData("gelu_new", 0.8411920f, -0.0454023f)]
    [InlineData("gelu_pytorch_tanh", 0.8411920f, -0.0454023f)]
    [InlineData("silu", 0.7310586f, -0.2384058f)]
    [InlineData("swish", 0.7310586f, -0.2384058f)]
    [InlineData("relu", 1f, 0f)]
    public void An_activation_has_the_values_of_its_definition(string name, float atOne, float atMinusTwo)
    {
        using var scope = torch.NewDisposeScope();

        var values = ActivationNamed.By(Config($"\"{name}\""), "relu")(torch.tensor(new[] { 1f, -2f, 0f })).data<float>();

        Assert.Equal(atOne, values[0], 1e-6f);
        Assert.Equal(atMinusTwo, values[1], 1e-6f);
        Assert.Equal(0f, values[2]);
    }

    [Fact]
    public void Gelu_new_rounds_each_step_in_bfloat16()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new[] { -2f }, dtype: torch.bfloat16);

        var stepped = ActivationNamed.By(Config("\"gelu_new\""), "relu")(x);
        var fused = ActivationNamed.By(Config("\"gelu_pytorch_tanh\""), "relu")(x);

        Assert.Equal(torch.bfloat16, stepped.dtype);
        Assert.Equal(-0.046875f, stepped.to(torch.float32).item<float>()); // 1 + tanh is 12 steps of 2^-8
        Assert.Equal(-0.045410156f, fused.to(torch.float32).item<float>());
    }

    [Fact]
    public void An_absent_name_means_the_family_default()
    {
        using var scope = torch.NewDisposeScope();

        Assert.Equal(0f, ActivationNamed.By(Config("null"), "relu")(torch.tensor(-1f)).item<float>());
    }

    private static ModelConfig Config(string name) =>
        new("config.json", JsonDocument.Parse($$"""{ "hidden_act": {{name}} }""").RootElement);
}
