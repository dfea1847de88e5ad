using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Egtlm.Eval.Testing.Hub;

/// <summary>A real HTTP server on 127.0.0.1 that answers as a function says, one request a connection.</summary>
public sealed class HubServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly Func<ServerRequest, ServerAnswer> _answer;
    private int _connections;
    private bool _isDisposed;

    public HubServer(Func<ServerRequest, ServerAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Endpoint { get; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    public IReadOnlyList<ServerRequest> FileRequests => [.. _requests.Where(request => request.IsFile)];

    /// <summary>Stops listening and cuts what is open; a second call does nothing.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _stop.Cancel();
            _listener.Stop();
            _stop.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client, _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream, stop).ConfigureAwait(false) is { } request)
                {
                    _requests.Enqueue(request);
                    await AnswerWriter.WriteAsync(client, _answer(request), stop).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // The client went away, which is what some tests are about.
        }
    }

    private async Task<ServerRequest?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var first = await reader.ReadLineAsync(stop).ConfigureAwait(false);
        if (first is null)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var target = first.Split(' ')[1];
        return new ServerRequest(target, headers, _counts.AddOrUpdate(target, 1, (_, count) => count + 1));
    }
}
