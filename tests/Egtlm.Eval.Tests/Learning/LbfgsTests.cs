using Egtlm.Eval.Learning;
using Xunit;

namespace Egtlm.Eval.Tests.Learning;

public sealed class LbfgsTests
{
    private static readonly LbfgsOptions Options = new(1e-8, 0, 200);

    [Fact]
    public void Minimum_of_the_rosenbrock_function_is_found()
    {
        var result = Lbfgs.Minimize(Rosenbrock, [-1.2, 1], Options);

        Assert.Equal(1, result.Point[0], 1e-6);
        Assert.Equal(1, result.Point[1], 1e-6);
        Assert.InRange(result.Iterations, 1, 60);
    }

    [Fact]
    public void A_start_at_the_minimum_takes_no_iteration()
    {
        var result = Lbfgs.Minimize(Rosenbrock, [1, 1], Options);

        Assert.Equal((0, 1, 0.0), (result.Iterations, result.Evaluations, result.Value));
    }

    [Fact]
    public void The_iteration_limit_ends_the_search_without_an_error() =>
        Assert.Equal(3, Lbfgs.Minimize(Rosenbrock, [-1.2, 1], Options with { MaxIterations = 3 }).Iterations);

    [Fact]
    public void A_function_that_turns_NaN_ends_the_search_at_the_start()
    {
        var result = Lbfgs.Minimize(
            (point, gradient) =>
            {
                gradient[0] = 1;
                return point[0] == 5 ? 0 : double.NaN;
            },
            [5],
            Options);

        Assert.Equal(5, result.Point[0]);
        Assert.Equal((0, 0.0), (result.Iterations, result.Value));
    }

    [Fact]
    public void A_function_without_a_minimum_ends_at_the_iteration_limit()
    {
        var result = Lbfgs.Minimize(
            (point, gradient) =>
            {
                gradient[0] = -1;
                return -point[0];
            },
            [0],
            Options with { MaxIterations = 5 });

        Assert.True(double.IsFinite(result.Value));
        Assert.InRange(result.Iterations, 1, 5);
    }

    private static double Rosenbrock(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var bend = point[1] - (point[0] * point[0]);
        gradient[0] = (-400 * point[0] * bend) - (2 * (1 - point[0]));
        gradient[1] = 200 * bend;
        return (100 * bend * bend) + ((1 - point[0]) * (1 - point[0]));
    }
}
