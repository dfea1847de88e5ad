using System.Buffers;
using System.Globalization;

namespace Egtlm.Eval.Hub;

/// <summary>Reads an answer's body while bytes keep coming.</summary>
internal sealed class BodyCopy(HubOptions options, HttpResponseMessage response)
{
    private const int BufferBytes = 256 << 10;

    /// <summary>Hands on what comes, in pieces.</summary>
    /// <exception cref="TransientFailure">The connection broke or fell silent.</exception>
    public async Task RunAsync(
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken cancellation)
    {
        using var clock = new StallClock(options.StallTimeout, options.Time, cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var copied = 0L;
        try
        {
            // Not null: a response that was received has content.
            using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            while (true)
            {
                var count = await ReadAsync(body, buffer, copied, clock).ConfigureAwait(false);
                if (count == 0)
                {
                    return;
                }

                await write(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                copied += count;
                clock.Restart();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, long copied, StallClock clock)
    {
        try
        {
            return await body.ReadAsync(buffer, clock.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (clock.HasStalled)
        {
            throw Broken($"sent nothing for {options.StallTimeout.TotalSeconds:0.#} s", copied, error);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw Broken($"broke off ({error.Message})", copied, error);
        }
    }

    private TransientFailure Broken(string what, long copied, Exception error) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{response.RequestMessage?.RequestUri?.Authority}' {what} after {copied} bytes"),
        error);
}
