using Egtlm.Eval.Testing;
using Xunit;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Tests;

public sealed class DenseLayerTests
{
    private const string Config = "\"in_features\": 40, \"out_features\": 56";

    [Theory]
    [InlineData("{}", 40, "maps  values to , the module before it gives 40")]
    [InlineData("{ " + Config + " }", 41, "maps 40 values to 56, the module before it gives 41")]
    [InlineData("{ " + Config + ", \"activation_function\": \"nn.Softsign\" }", 40, "activation 'nn.Softsign'")]
    [InlineData("{ " + Config + ", \"module_input_name\": \"token_embeddings\" }", 40, "is for token vectors")]
    [InlineData("{ " + Config + ", \"bias\": false }", 40, "'linear.bias' is in")]
    public void Module_that_does_not_fit_is_refused(string config, int inputSize, string message)
    {
        NativeBackend.EnsureLoaded();
        using var folder = FolderFixture.LinkedTo(SharedFolder.Path("goldens", "models", "st-dense-tanh", "2_Dense"));
        folder.Write("config.json", config);

        var failure = Assert.Throws<EvaluationException>(() => DenseLayer.Read(folder.Path, inputSize, CPU));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Module_without_files_is_refused()
    {
        using var folder = new FolderFixture();

        var failure = Assert.Throws<EvaluationException>(() => DenseLayer.Read(folder.Path, 40, CPU));

        Assert.Contains("does not exist", failure.Message, StringComparison.Ordinal);
    }
}
