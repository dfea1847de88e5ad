using System.Net;
using System.Net.Http.Headers;

namespace Egtlm.Eval.Hub;

/// <summary>The only place that can open a socket. It cannot be made offline.</summary>
internal sealed class HubTransport : IDisposable
{
    // huggingface_hub's connect timeout is its request timeout, 10 s.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HubOptions _options;
    private readonly HttpClient _client;

    /// <exception cref="InvalidOperationException">The options forbid a network.</exception>
    public HubTransport(HubOptions options)
    {
        if (options.IsOffline || options.IsMirror)
        {
            throw new InvalidOperationException("an offline run asked for the network");
        }

        _options = options;
        // Redirects are followed by hand, so that the token stays with the hub; sizes are those of plain bytes.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            // No proxy can reach a hub of this machine, though http_proxy may name one.
            UseProxy = !options.Endpoint.IsLoopback,
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(
            "egtlm-eval", typeof(HubTransport).Assembly.GetName().Version?.ToString(3)));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>Sends one request and follows its redirects; the body is not read.</summary>
    /// <param name="from">Ask for the bytes from here on; null asks for all.</param>
    /// <returns>An answer with a status of success, or 416.</returns>
    /// <exception cref="TransientFailure">Worth another try.</exception>
    /// <exception cref="EvaluationException">The hub refused.</exception>
    public async Task<HubAnswer> SendAsync(Uri address, HubTarget target, long? from, CancellationToken cancellation)
    {
        var redirects = new Redirects(address, _options);
        string? commit = null;
        string? etag = null;
        while (true)
        {
            var response = await SendOnceAsync(redirects, from, cancellation).ConfigureAwait(false);
            if (redirects.IsAtHub)
            {
                commit = HubAnswer.Header(response, "X-Repo-Commit") ?? commit;
                etag = HubAnswer.Plain(HubAnswer.Header(response, "X-Linked-Etag")) ?? etag;
            }

            if ((int)response.StatusCode is >= 300 and < 400)
            {
                var location = response.Headers.Location;
                response.Dispose();
                redirects.Follow(location);
                continue;
            }

            var answer = new HubAnswer(response, redirects.IsAtHub, commit, etag);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return answer;
            }

            using (answer)
            {
                throw HubErrors.Of(answer, redirects.Current, target, _options);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(
        Redirects redirects, long? from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, redirects.Current);
        if (from is not null)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        if (redirects.IsAtHub && _options.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var clock = new StallClock(_options.AnswerTimeout, _options.Time, cancellation);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (clock.HasStalled)
        {
            throw new TransientFailure(
                $"'{redirects.Current.Authority}' gave no answer in {_options.AnswerTimeout.TotalSeconds:0.#} s",
                error);
        }
        catch (HttpRequestException error)
        {
            throw HubErrors.Of(error, redirects.Current);
        }
    }
}
