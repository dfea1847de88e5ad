using System.Globalization;

namespace Egtlm.Eval.Hub;

/// <summary>Turns what a server answered into what the user can do.</summary>
/// <remarks>huggingface_hub utils/_http.py, hf_raise_for_status.</remarks>
internal static class HubErrors
{
    private const int MessageLength = 300;

    /// <summary>No answer came at all.</summary>
    public static TransientFailure Of(HttpRequestException error, Uri address) =>
        new($"'{address.Authority}': {error.InnerException?.Message ?? error.Message}", error)
        {
            // A name or port that is not there seldom comes back in seconds; a certificate never does.
            RetryLimit = error.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => 2,
                HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError => 0,
                _ => int.MaxValue,
            },
        };

    /// <summary>An answer without success: worth another try, or the end.</summary>
    public static Exception Of(HubAnswer answer, Uri address, HubTarget target, HubOptions options)
    {
        var status = (int)answer.Status;
        var found = string.Create(
            CultureInfo.InvariantCulture, $"'{address.Authority}' answered {status} {answer.Response.ReasonPhrase}");
        if (status is 408 or 429 or >= 500)
        {
            return new TransientFailure(found)
            {
                RetryAfter = RetryDelay.AskedBy(answer.Response.Headers, options.Time),
            };
        }

        // A file server's address is signed for some minutes; the next try gets a new one from the hub.
        return answer.IsFromHub ? Refusal(answer, found, target, options) : new TransientFailure(found);
    }

    /// <summary>What the user is told after the last try.</summary>
    public static EvaluationException GivenUp(TransientFailure failure, HubTarget target, HubOptions options) => new(
        $"cannot get {target.Text} from the hub '{options.EndpointText}': {failure.Message}",
        "check the network; '--offline' uses what is on this machine, HF_ENDPOINT names another hub "
        + "or a mirror folder (file:///FOLDER)",
        failure);

    private static EvaluationException Refusal(HubAnswer answer, string found, HubTarget target, HubOptions options)
    {
        var code = HubAnswer.Header(answer.Response, "X-Error-Code");
        var said = Said(answer, options);
        return (code, (int)answer.Status) switch
        {
            ("RevisionNotFound", _) => new EvaluationException(
                $"'{target.Dataset}' has no revision '{target.Revision}' on '{options.EndpointText}'",
                $"it was removed or is misspelt; the revisions are on {target.Page(options)}/commits/main"),
            ("EntryNotFound", _) => new EvaluationException(
                $"'{target.Dataset}' has no file '{target.File}' at revision '{target.Revision}' "
                + $"on '{options.EndpointText}'"),
            ("GatedRepo", _) => Gated(target, options),
            (_, 401) when said.Contains("Invalid credentials", StringComparison.Ordinal) => new EvaluationException(
                $"the hub '{options.EndpointText}' does not know the token that was sent",
                "set HF_TOKEN to a valid one, or unset it and remove the token file to use none"),
            ("RepoNotFound", _) or (_, 401 or 404) => Missing(target, options),
            (_, 403) => new EvaluationException(
                $"the hub '{options.EndpointText}' refuses {target.Text}{said}",
                $"see {target.Page(options)}; if it is gated, accept its terms there and set HF_TOKEN"),
            _ => new EvaluationException($"cannot get {target.Text}: {found}{said}"),
        };
    }

    private static EvaluationException Gated(HubTarget target, HubOptions options) => new(
        $"'{target.Dataset}' is gated on '{options.EndpointText}'"
        + (options.Token is null ? " and no token was sent" : " and the token's account has no access"),
        $"accept its terms on {target.Page(options)} and set HF_TOKEN to a token of that account");

    /// <remarks>The hub does not say whether a repository is missing or hidden.</remarks>
    private static EvaluationException Missing(HubTarget target, HubOptions options) => new(
        $"there is no dataset '{target.Dataset}' on '{options.EndpointText}', or it is private"
        + (options.Token is null ? " and no token was sent" : " and the token's account does not see it"),
        "check the name; for a private or gated dataset set HF_TOKEN");

    /// <summary>The server's own words, cut, and never with the token in them.</summary>
    private static string Said(HubAnswer answer, HubOptions options)
    {
        var said = HubAnswer.Header(answer.Response, "X-Error-Message");
        if (string.IsNullOrWhiteSpace(said))
        {
            return "";
        }

        var clean = options.Token is { } token ? said.Replace(token, "***", StringComparison.Ordinal) : said;
        clean = new string([.. clean.Where(letter => !char.IsControl(letter)).Take(MessageLength)]);
        return $": {clean}";
    }
}
