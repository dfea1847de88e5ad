using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Tests.Weights;
using Egtlm.Eval.Models.Weights;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class LinearTests
{
    private const double Unit = 1.0009765625; // TinyCheckpoint counts in it

    [Fact]
    public void A_bias_is_added_whatever_the_number_of_dimensions()
    {
        NativeBackend.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        using var folder = new TinyCheckpoint()
            .WriteTensors("model.safetensors", ("l.weight", [2, 3]), ("l.bias", [2]));
        using var checkpoint = Checkpoint.Open(folder.Directory);
        var parameters = new Parameters();
        // float64 is not packed, so this is the product that a GPU does, too.
        var linear = new Linear(
            new WeightScope(checkpoint, parameters, "l.", torch.ScalarType.Float64, torch.CPU), 3, 2, hasBias: true);
        var x = torch.tensor(new double[] { 1, 1, 1, 2, 0, 0 }).view(1, 2, 3);

        var (three, two) = (linear.Forward(x), linear.Forward(x[0]));

        Assert.Equal([1, 2, 2], three.shape);
        Assert.Equal([2, 2], two.shape);
        Assert.Equal([3 * Unit, 13 * Unit, 0, 7 * Unit], three.data<double>().ToArray());
        Assert.Equal([3 * Unit, 13 * Unit, 0, 7 * Unit], two.data<double>().ToArray());
        parameters.Dispose();
    }
}
