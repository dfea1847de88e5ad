using Egtlm.Eval.Models.Architectures;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Architectures;

public sealed class BackboneGoldenTests
{
    private const float Tolerance = 3e-5f; // float32, other kernels than the golden's

    [Fact]
    public void Hidden_states_equal_those_of_transformers()
    {
        foreach (var golden in ModelGolden.All())
        {
            using var backbone = Load(golden.Directory);
            AssertEqualsGolden(golden, backbone, golden.Name);
        }
    }

    [Fact]
    public void Other_spellings_of_config_json_change_nothing()
    {
        foreach (var golden in ModelGolden.All())
        {
            foreach (var folder in golden.EquivalentFolders())
            {
                using var backbone = Load(folder);
                AssertEqualsGolden(golden, backbone, $"{golden.Name}, other config.json");
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public void A_row_is_the_same_alone_and_in_a_padded_batch()
    {
        foreach (var golden in ModelGolden.All())
        {
            using var backbone = Load(golden.Directory);
            foreach (var batch in golden.Batches())
            {
                AssertRowsAreIndependent(golden.Name, backbone, batch);
            }
        }
    }

    [Fact]
    public void A_forward_pass_leaves_nothing_but_its_result()
    {
        foreach (var golden in ModelGolden.All())
        {
            using var backbone = Load(golden.Directory);
            using var scope = torch.NewDisposeScope();
            foreach (var batch in golden.Batches())
            {
                backbone.Forward(batch.Batch, batch.IsCausal).Dispose();
            }

            Assert.True(scope.DisposablesCount == 0, $"{golden.Name}: {scope.DisposablesCount} tensors left");
        }
    }

    [Fact]
    public void Bfloat16_keeps_the_direction_of_hidden_states()
    {
        foreach (var golden in ModelGolden.All())
        {
            using var exact = Load(golden.Directory);
            using var rounded = ModelLoader.LoadBackbone(golden.Directory, torch.ScalarType.BFloat16, torch.CPU);
            foreach (var batch in golden.Batches())
            {
                using var scope = torch.NewDisposeScope();
                var states = rounded.Forward(batch.Batch, batch.IsCausal);
                var cosine = torch.nn.functional.cosine_similarity(
                    states.to(torch.float32), exact.Forward(batch.Batch, batch.IsCausal), -1);
                Assert.Equal(torch.ScalarType.BFloat16, states.dtype);

                // goldens/README.md: bfloat16 gives a token cosine of 0.997 to 0.9999 on these random checkpoints.
                Assert.True(cosine.min().item<float>() > 0.99, $"{golden.Name}: cosine {cosine.min().item<float>()}");
            }
        }
    }

    private static void AssertRowsAreIndependent(string name, IBackbone backbone, BatchGolden golden)
    {
        using var scope = torch.NewDisposeScope();
        var batch = golden.Batch;
        var together = backbone.Forward(batch, golden.IsCausal);
        for (var row = 0; row < batch.BatchSize; row++)
        {
            var alone = backbone.Forward(Row(batch, row), golden.IsCausal);
            var largest = (together[row].narrow(0, 0, batch.Lengths[row]) - alone[0]).abs().max().item<float>();
            Assert.True(largest <= 1e-5f, $"{name}: row {row}, causal {golden.IsCausal}: off by {largest}");
        }
    }

    private static TokenBatch Row(TokenBatch batch, int row)
    {
        var (start, length) = (row * batch.SequenceLength, batch.Lengths[row]);
        return new TokenBatch(batch.Ids[start..(start + length)], [length], [0], length)
        {
            SegmentIds = batch.SegmentIds?[start..(start + length)],
        };
    }

    private static IBackbone Load(string directory) =>
        ModelLoader.LoadBackbone(directory, torch.ScalarType.Float32, torch.CPU);

    private static void AssertEqualsGolden(ModelGolden golden, IBackbone backbone, string name)
    {
        foreach (var batch in golden.Batches())
        {
            using var hidden = backbone.Forward(batch.Batch, batch.IsCausal);
            var largest = LargestDifference(hidden, batch);
            Assert.True(
                largest <= Tolerance, $"{name}: {batch.Padding} padded, causal {batch.IsCausal}: off by {largest}");
        }
    }

    private static float LargestDifference(torch.Tensor hidden, BatchGolden batch)
    {
        long[] shape = [batch.Batch.BatchSize, batch.Batch.SequenceLength, batch.Hidden[0][0].Length];
        Assert.Equal(shape, hidden.shape);
        var values = hidden.data<float>().ToArray();
        Assert.DoesNotContain(values, float.IsNaN);
        var largest = 0f;
        for (var row = 0; row < shape[0]; row++)
        {
            Assert.Equal(batch.Batch.Lengths[row], batch.Hidden[row].Length);
            for (var token = 0; token < batch.Hidden[row].Length; token++)
            {
                var start = (int)(((row * shape[1]) + token) * shape[2]);
                var states = batch.Hidden[row][token];
                var differences = states.Select((expected, i) => Math.Abs(expected - values[start + i]));
                largest = Math.Max(largest, differences.Max());
            }
        }

        return largest;
    }
}
