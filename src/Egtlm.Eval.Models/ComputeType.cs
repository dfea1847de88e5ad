using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>The number format a model computes in; embeddings are float32 always.</summary>
public enum ComputeType
{
    Fp32,
    Fp16,
    Bf16,
}

/// <summary>Names of <see cref="ComputeType"/> as PyTorch and config.json spell them.</summary>
public static class ComputeTypeName
{
    /// <summary>Such as <c>float32</c>.</summary>
    public static string Of(ComputeType type) => type switch
    {
        ComputeType.Fp32 => "float32",
        ComputeType.Fp16 => "float16",
        ComputeType.Bf16 => "bfloat16",
    };

    internal static ScalarType ScalarOf(ComputeType type) => type switch
    {
        ComputeType.Fp32 => ScalarType.Float32,
        ComputeType.Fp16 => ScalarType.Float16,
        ComputeType.Bf16 => ScalarType.BFloat16,
    };
}
