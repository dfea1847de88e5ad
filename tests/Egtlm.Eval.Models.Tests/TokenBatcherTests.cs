using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class TokenBatcherTests
{
    [Fact]
    public void Batches_hold_similar_lengths_within_the_budget() =>
        Assert.Equal([[1, 3], [0, 2, 4]], TokenBatcher.Batch([3, 6, 2, 5, 1], 12));

    [Fact]
    public void Text_longer_than_the_budget_is_a_batch_of_its_own() =>
        Assert.Equal([[1], [0, 2]], TokenBatcher.Batch([4, 100, 4], 8));

    [Fact]
    public void Equal_lengths_keep_their_order() =>
        Assert.Equal([[0, 1], [2]], TokenBatcher.Batch([4, 4, 4], 8));

    [Fact]
    public void No_texts_are_no_batches() => Assert.Empty(TokenBatcher.Batch([], 8));
}
