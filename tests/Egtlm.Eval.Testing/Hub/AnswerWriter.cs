using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Egtlm.Eval.Testing.Hub;

/// <summary>Writes an answer to a connection, or a part of it.</summary>
internal static class AnswerWriter
{
    private const int Piece = 1000;

    public static async Task WriteAsync(TcpClient client, ServerAnswer answer, CancellationToken stop)
    {
        var stream = client.GetStream();
        if (answer.IsSilent)
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }

        await stream.WriteAsync(Head(answer), stop).ConfigureAwait(false);
        var length = Math.Min(answer.CutAfter ?? int.MaxValue, answer.StallAfter ?? int.MaxValue);
        length = Math.Min(length, answer.Body.Length);
        for (var at = 0; at < length; at += Piece)
        {
            if (answer.Pause > TimeSpan.Zero)
            {
                await Task.Delay(answer.Pause, stop).ConfigureAwait(false);
            }

            await stream.WriteAsync(answer.Body.AsMemory(at, Math.Min(Piece, length - at)), stop).ConfigureAwait(false);
        }

        await stream.FlushAsync(stop).ConfigureAwait(false);
        if (answer.StallAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }

        // Says goodbye before closing, or the client may lose what it did not read yet.
        client.Client.Shutdown(SocketShutdown.Send);
    }

    private static byte[] Head(ServerAnswer answer)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Status\r\nConnection: close\r\n");
        if (!answer.HasUnknownLength)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n");
        }

        foreach (var (name, value) in answer.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
