using System.Text.Json;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>A page of JSON, and the address of the next one.</summary>
internal sealed record JsonPage(JsonDocument Document, Uri? Next) : IDisposable
{
    public void Dispose() => Document.Dispose();
}

/// <summary>Asks the hub's API.</summary>
internal sealed partial class HubJson(HubTransport transport, HubOptions options)
{
    // A page has 1000 files at most, some 300 bytes each.
    private const int MaxPageBytes = 64 << 20;

    /// <summary>Gets a page, trying again where that may help.</summary>
    public Task<JsonPage> GetAsync(Uri address, HubTarget target, CancellationToken cancellation) => RetryLoop.RunAsync(
        options,
        () => TryAsync(address, target, cancellation),
        failure => HubErrors.GivenUp(failure, target, options),
        cancellation);

    /// <summary>What is wrong with an answer that is not the hub's.</summary>
    public static EvaluationException NotTheHub(Uri address, string found, Exception? inner = null) => new(
        $"'{address.GetLeftPart(UriPartial.Path)}' does not answer like a hub: {found}",
        "check HF_ENDPOINT, and whether a proxy or a login page answers in its place",
        inner);

    private async Task<JsonPage> TryAsync(Uri address, HubTarget target, CancellationToken cancellation)
    {
        using var answer = await transport.SendAsync(address, target, from: null, cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        await new BodyCopy(options, answer.Response).RunAsync(
            (bytes, _) =>
            {
                body.Write(bytes.Span);
                return body.Length <= MaxPageBytes ? ValueTask.CompletedTask
                    : throw NotTheHub(address, $"more than {MaxPageBytes} bytes");
            },
            cancellation).ConfigureAwait(false);
        try
        {
            return new JsonPage(JsonDocument.Parse(body.ToArray()), Next(address, answer.Response));
        }
        catch (JsonException error)
        {
            throw NotTheHub(address, $"no JSON ({error.Message})", error);
        }
    }

    /// <summary>The Link header's next page.</summary>
    /// <remarks>A mirror passes on the hub's own address; it is asked for there all the same, as huggingface_hub's
    /// fix_hf_endpoint_in_url.</remarks>
    private Uri? Next(Uri address, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links)
            || NextLink().Match(string.Join(",", links)) is not { Success: true } match)
        {
            return null;
        }

        var next = new Uri(address, match.Groups[1].Value);
        return Redirects.IsSameServer(next, HubOptions.DefaultEndpoint)
            ? new Uri(options.Endpoint.AbsoluteUri.TrimEnd('/') + next.PathAndQuery)
            : next;
    }

    [GeneratedRegex("""<([^>]+)>\s*;[^,]*\brel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NextLink();
}
