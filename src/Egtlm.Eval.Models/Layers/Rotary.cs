using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>
/// Cosines and sines of the positions of one forward pass, <c>[seq, head]</c> or <c>[batch, 1, seq, head]</c>, halves
/// repeated.
/// </summary>
internal readonly record struct Rotary(Tensor Cos, Tensor Sin)
{
    // Kept, see RmsNorm.
    private static readonly TorchSharp.Scalar s_plus = 1;
    private static readonly TorchSharp.Scalar s_minus = -1;

    /// <summary>Positions 0 to <paramref name="sequence"/> - 1; computed in float32 whatever the dtype.</summary>
    public static Rotary For(float[] frequencies, int sequence, ScalarType dtype, Device device)
    {
        using var scope = NewDisposeScope();
        return Of(frequencies, arange(sequence, dtype: int64, device: device), dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Positions of each row's own, int64 <c>[batch, seq]</c>.</summary>
    public static Rotary For(float[] frequencies, Tensor positions, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        return Of(frequencies, positions.unsqueeze(1), dtype).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Turns dimension i with dimension i + head / 2 by the angle of the position. x: <c>[batch, heads, seq, head]</c>.
    /// </summary>
    public Tensor Turn(Tensor x)
    {
        using var scope = NewDisposeScope();
        var half = x.size(-1) / 2;
        var sin = Sin.narrow(-1, 0, half); // both halves are the same
        var turned = x * Cos;
        turned.narrow(-1, 0, half).addcmul_(x.narrow(-1, half, half), sin, s_minus);
        turned.narrow(-1, half, half).addcmul_(x.narrow(-1, 0, half), sin, s_plus);
        return turned.MoveToOuterDisposeScope();
    }

    private static Rotary Of(float[] frequencies, Tensor positions, ScalarType dtype)
    {
        var speeds = tensor(frequencies, dtype: ScalarType.Float32, device: positions.device);
        var angles = positions.to(ScalarType.Float32).unsqueeze(-1) * speeds;
        var both = cat([angles, angles], -1);
        return new Rotary(both.cos().to(dtype), both.sin().to(dtype));
    }

    private Rotary MoveToOuterDisposeScope() => new(Cos.MoveToOuterDisposeScope(), Sin.MoveToOuterDisposeScope());
}
