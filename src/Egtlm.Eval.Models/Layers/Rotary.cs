using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Cosines and sines of the positions of one forward pass, <c>[seq, head]</c>, halves repeated.</summary>
internal readonly record struct Rotary(Tensor Cos, Tensor Sin)
{
    /// <summary>Positions 0 to <paramref name="sequence"/> - 1; computed in float32 whatever the dtype.</summary>
    public static Rotary For(float[] frequencies, int sequence, ScalarType dtype, Device device)
    {
        using var scope = NewDisposeScope();
        var positions = arange(sequence, dtype: ScalarType.Float32, device: device);
        var angles = outer(positions, tensor(frequencies, dtype: ScalarType.Float32, device: device));
        var both = cat([angles, angles], 1);
        var (cos, sin) = (both.cos().to(dtype), both.sin().to(dtype));
        return new Rotary(cos.MoveToOuterDisposeScope(), sin.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Turns dimension i with dimension i + head / 2 by the angle of the position. x: <c>[batch, heads, seq, head]</c>.
    /// </summary>
    public Tensor Turn(Tensor x)
    {
        using var scope = NewDisposeScope();
        var half = x.size(-1) / 2;
        var crossed = cat([x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)], -1);
        return (x * Cos).add_(crossed.mul_(Sin)).MoveToOuterDisposeScope();
    }
}
