using Egtlm.Eval.Models.Layers;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class PackedMatrixTests
{
    public PackedMatrixTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(384, 1536)]
    public void A_packed_product_equals_the_plain_one(int inputs, int outputs)
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.arange(2 * 9 * inputs).sin().view(2, 9, inputs);
        var w = torch.arange(outputs * inputs).cos().view(outputs, inputs) * 0.02; // the size of trained weights
        var b = torch.arange(outputs).sin();

        Assert.SkipUnless(PackedMatrix.CanPack(w.dtype, w.device), "this libtorch or processor cannot pack");
        var packed = PackedMatrix.Pack(w);

        foreach (var bias in new[] { b, null })
        {
            var difference = PackedMatrix.Multiply(x, packed, bias) - torch.nn.functional.linear(x, w, bias);
            Assert.InRange(difference.abs().max().item<float>(), 0f, 1e-5f);
        }
    }

    [Fact]
    public void Dtypes_and_devices_that_cannot_pack_are_left_alone()
    {
        Assert.False(PackedMatrix.CanPack(torch.float64, torch.CPU));
        Assert.False(PackedMatrix.CanPack(torch.float32, new torch.Device(TorchSharp.DeviceType.CUDA, 0)));
    }
}
