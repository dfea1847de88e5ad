using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class UndersamplingTests
{
    // numpy: RandomState(42).shuffle(list(range(10))), seeded anew and shuffled once more.
    [Fact]
    public void Experiments_shuffle_the_list_that_the_one_before_left()
    {
        Label[] labels = [.. Enumerable.Repeat(new Label("x"), 10)];

        var draws = Undersampling.Draw(labels, 10, 2);

        Assert.Equal([8, 1, 5, 0, 7, 2, 9, 4, 3, 6], draws[0]);
        Assert.Equal([3, 1, 2, 8, 4, 5, 6, 7, 0, 9], draws[1]);
    }

    [Fact]
    public void A_rare_label_gives_all_its_rows()
    {
        Label[] labels = [new(0), new(0), new(0), new(0), new(0), new(0), new(0), new(0), new(1), new(0)];

        Assert.Equal([8, 1, 5], Undersampling.Draw(labels, 2, 1)[0]);
    }

    [Fact]
    public void No_rows_give_empty_draws() => Assert.Equal([[], []], Undersampling.Draw([], 8, 2));
}
