using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Weights in the blocked layout that oneDNN multiplies fastest, on the CPU.</summary>
/// <remarks>
/// Measured against plain linear (MKL for float32): float32 1.1 to 1.7 times as fast for batches and 1.5 to 2.6 times
/// for one short text. For bfloat16 the runs disagreed (0.9 to 1.5 times): no gain is proven there.
/// </remarks>
internal static class PackedMatrix
{
    private const long ExpectedRows = 1024; // the layout is chosen for this many tokens, and used for all

    private const string Methods = """
          def forward(self, x: Tensor) -> Tensor:
            return x
          def pack(self, w: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(w, rows)
          def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, w, b, "none", annotate(List[Optional[number]], []), "")
        """;

    private static readonly Lazy<jit.ScriptModule> Module = new(() => jit.load(ScriptArchive.Build(Methods)));
    private static readonly ConcurrentDictionary<ScalarType, bool> Works = new();

    /// <summary>Whether weights of this kind can be packed; where not, plain multiplication has to do.</summary>
    public static bool CanPack(ScalarType dtype, Device device) =>
        device.type == TorchSharp.DeviceType.CPU
        && dtype is ScalarType.Float32 or ScalarType.BFloat16
        && Works.GetOrAdd(dtype, EqualsPlainLinear);

    /// <summary>A copy of a weight, <c>[outputs, inputs]</c>, of a kind that can be packed.</summary>
    public static Tensor Pack(Tensor weight) => (Tensor)Module.Value.invoke("pack", weight, ExpectedRows);

    /// <summary>x Wᵀ + b with a packed W.</summary>
    public static Tensor Multiply(Tensor x, Tensor packed, Tensor? bias) =>
        (Tensor)Module.Value.invoke("linear", x, packed, bias!); // the script takes None

    // Tried once per process and dtype: a libtorch without oneDNN, a processor without bfloat16, or a product that
    // differs leaves the work to plain linear.
    private static bool EqualsPlainLinear(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        try
        {
            var (x, w) = (arange(5 * 48).sin().view(5, 48).to(dtype), arange(40 * 48).cos().view(40, 48).to(dtype));
            var expected = nn.functional.linear(x, w);
            var difference = (Multiply(x, Pack(w), null) - expected).abs().max() / expected.abs().max();
            return difference.to(ScalarType.Float32).item<float>() <= (dtype == ScalarType.Float32 ? 1e-6f : 1e-2f);
        }
        catch (ExternalException)
        {
            return false;
        }
    }
}
