using System.Runtime.InteropServices;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class BatchSplitTests
{
    private const string OutOfMemory =
        "CUDA out of memory. Tried to allocate 1024.00 MiB. GPU 0 has a total capacity of 139.80 GiB\nException raised";

    [Theory]
    [InlineData(OutOfMemory)]
    [InlineData("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    public void A_batch_that_does_not_fit_is_halved_until_it_does(string message)
    {
        List<int[]> done = [];

        BatchSplit.Run([0, 1, 2, 3, 4], rows => Work(rows, most: 2, message, done), _ => 7);

        Assert.Equal([[0, 1], [2], [3, 4]], done);
    }

    [Fact]
    public void A_row_that_does_not_fit_alone_is_named_by_its_tokens()
    {
        var error = Assert.Throws<EvaluationException>(
            () => BatchSplit.Run([0, 1], rows => Work(rows, most: 0, OutOfMemory, []), row => 100 + row));

        Assert.Contains("a text of 100 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_failure_is_not_tried_again()
    {
        var calls = 0;

        Assert.Throws<NativeFailure>(() => BatchSplit.Run(
            [0, 1],
            _ =>
            {
                calls++;
                throw new NativeFailure("CUDA error: device-side assert triggered");
            },
            _ => 7));
        Assert.Equal(1, calls);
    }

    private static void Work(int[] rows, int most, string message, List<int[]> done)
    {
        if (rows.Length > most)
        {
            throw new NativeFailure(message);
        }

        done.Add(rows);
    }

    // As TorchSharp's, whose own type the analyzer reserves for the runtime.
    private sealed class NativeFailure(string message) : ExternalException(message);
}
