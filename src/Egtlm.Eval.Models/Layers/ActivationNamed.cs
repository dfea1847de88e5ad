using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Activation functions by their transformers name (ACT2FN).</summary>
internal static class ActivationNamed
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> ByName = new()
    {
        ["gelu"] = x => nn.functional.gelu(x),
        ["gelu_new"] = NewGelu,
        ["gelu_pytorch_tanh"] = TanhGelu,
        ["relu"] = x => nn.functional.relu(x),
        ["silu"] = x => nn.functional.silu(x),
        ["swish"] = x => nn.functional.silu(x),
    };

    /// <summary>The function that config.json names; <paramref name="absent"/> where it names none.</summary>
    public static Func<Tensor, Tensor> By(ModelConfig config, string absent) =>
        ByName.TryGetValue(config.Text("hidden_act") ?? absent, out var function)
            ? function
            : throw config.Unsupported("hidden_act", string.Join(", ", ByName.Keys));

    // The same function as below, but step by step as transformers has it: in bfloat16 each step rounds.
    private static Tensor NewGelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = (x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI);
        return (x * 0.5 * (inner.tanh() + 1)).MoveToOuterDisposeScope();
    }

    private static Tensor TanhGelu(Tensor x) => nn.functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh);
}
