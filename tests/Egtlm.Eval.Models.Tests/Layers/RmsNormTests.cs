using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Tests.Weights;
using Egtlm.Eval.Models.Weights;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class RmsNormTests : IDisposable
{
    private readonly TinyCheckpoint _folder =
        new TinyCheckpoint().WriteTensors("model.safetensors", ("norm.weight", [4]));

    private readonly DisposeScope _scope;

    public RmsNormTests()
    {
        NativeBackend.EnsureLoaded();
        _scope = torch.NewDisposeScope();
    }

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    // The mean square of 1, 2, 3, 5 is 9.75; weights are 0, 1, 2, 3 times 1 + 2^-10.
    private static readonly float[] s_expected = [0f, 0.6411381f, 1.9234143f, 4.8085359f];

    [Fact]
    public void The_one_kernel_of_a_gpu_does_what_the_steps_do()
    {
        using var checkpoint = Checkpoint.Open(_folder.Directory);
        var parameters = new Parameters();
        var norm = new RmsNorm(
            new WeightScope(checkpoint, parameters, "norm.", torch.ScalarType.Float32, torch.CPU), 4, 0);
        var x = torch.tensor(new float[] { 1, 2, 3, 5, -2, -4, -6, -10 }).view(1, 2, 4);

        foreach (var result in new[] { norm.InSteps(x), norm.Fused(x), norm.Forward(x) })
        {
            float[] values = [.. result.data<float>()];
            Assert.Equal([1, 2, 4], result.shape);
            Assert.All(values[..4].Zip(s_expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
            Assert.All(values[4..].Zip(s_expected), pair => Assert.Equal(-pair.Second, pair.First, 1e-6f));
        }

        parameters.Dispose();
    }
}
