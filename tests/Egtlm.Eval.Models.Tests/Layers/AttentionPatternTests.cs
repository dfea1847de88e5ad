using Egtlm.Eval.Models.Layers;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Layers;

public sealed class AttentionPatternTests : IDisposable
{
    private readonly DisposeScope _scope;

    public AttentionPatternTests()
    {
        NativeBackend.EnsureLoaded();
        _scope = torch.NewDisposeScope();
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Rows_without_padding_need_no_mask()
    {
        var pattern = AttentionPattern.Bidirectional(Batch(3, 3), torch.float32, torch.CPU);

        Assert.Null(pattern.Mask);
        Assert.False(pattern.IsCausal);
    }

    [Fact]
    public void Bidirectional_attention_hides_padding()
    {
        var pattern = AttentionPattern.Bidirectional(Batch(3, 1), torch.float32, torch.CPU);

        // Values 1, 2, 3 with equal scores: the mean of what is seen.
        Assert.Equal([2f, 2f, 2f, 1f, 1f, 1f], Means(pattern, rows: 2));
    }

    [Fact]
    public void Causal_attention_sees_itself_and_what_came_before()
    {
        Assert.Equal([1f, 1.5f, 2f], Means(AttentionPattern.Causal(Batch(3), null, torch.float32, torch.CPU), rows: 1));
    }

    [Fact]
    public void A_window_counts_the_token_itself()
    {
        Assert.Equal([1f, 1.5f, 2.5f], Means(AttentionPattern.Causal(Batch(3), 2, torch.float32, torch.CPU), rows: 1));
    }

    [Theory]
    [InlineData(torch.ScalarType.Float32)]
    [InlineData(torch.ScalarType.BFloat16)]
    [InlineData(torch.ScalarType.Float16)]
    public void A_row_of_padding_only_gives_no_nan(torch.ScalarType dtype)
    {
        var pattern = AttentionPattern.Bidirectional(Batch(3, 0), dtype, torch.CPU);

        var attended = pattern.Attend(Large(dtype), Large(dtype), Large(dtype));

        Assert.False(attended.isnan().any().item<bool>());
    }

    [Fact]
    public void Query_heads_share_their_group_of_key_and_value_heads()
    {
        var q = torch.zeros(1, 4, 1, 1);
        var kv = torch.tensor(new[] { 5f, 7f }).view(1, 2, 1, 1);

        var attended = new AttentionPattern(null, false).Attend(q, kv, kv);

        Assert.Equal([5f, 5f, 7f, 7f], attended.data<float>().ToArray());
    }

    private static torch.Tensor Large(torch.ScalarType dtype) => torch.ones([2, 1, 3, 4], dtype: dtype) * -60;

    private static float[] Means(AttentionPattern pattern, int rows)
    {
        var q = torch.zeros(rows, 1, 3, 1);
        var v = torch.tensor(new[] { 1f, 2f, 3f }).view(1, 1, 3, 1).expand(rows, 1, 3, 1);
        return pattern.Attend(q, q, v).contiguous().data<float>().ToArray();
    }

    private static TokenBatch Batch(params int[] lengths) =>
        new(new long[lengths.Length * 3], lengths, new int[lengths.Length], 3);
}
