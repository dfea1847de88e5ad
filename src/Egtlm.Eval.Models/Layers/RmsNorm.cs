using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Divides the last dimension by its root mean square, then scales. https://arxiv.org/abs/1910.07467</summary>
internal sealed class RmsNorm(WeightScope w, long size, double epsilon)
{
    // TorchSharp does not expose the operator that does it in one kernel.
    private const string Methods = """
          def norm(self, x: Tensor, size: int, weight: Tensor, epsilon: float) -> Tensor:
            return torch.rms_norm(x, [size], weight, epsilon)
        """;

    private static readonly Lazy<jit.ScriptModule> Module = new(() => jit.load(ScriptArchive.Build(Methods)));
    private readonly Tensor _weight = w.Tensor("weight", size);

    // Kept: TorchSharp lets a number made for one call be freed while native code reads it ("Unknown scalar type").
    private readonly TorchSharp.Scalar _kept = epsilon;
    private readonly double _epsilon = epsilon;
    private readonly bool _isOnGpu = w.Device.type == TorchSharp.DeviceType.CUDA;

    /// <summary>
    /// x: <c>[..., size]</c>, same shape and dtype out; the mean is taken in float32, as transformers does.
    /// </summary>
    /// <remarks>
    /// On a GPU one kernel does all and rounds once; on the CPU the steps round one by one, as transformers has them.
    /// </remarks>
    public Tensor Forward(Tensor x) => _isOnGpu ? Fused(x) : InSteps(x);

    internal Tensor Fused(Tensor x) => (Tensor)Module.Value.invoke("norm", x, size, _weight, _epsilon);

    internal Tensor InSteps(Tensor x)
    {
        using var scope = NewDisposeScope();
        var wide = x.to(ScalarType.Float32);
        var scale = (wide * wide).mean([-1], keepdim: true).add_(_kept).rsqrt_();
        return ((wide * scale).to(x.dtype) * _weight).MoveToOuterDisposeScope();
    }
}
