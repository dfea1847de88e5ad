namespace Egtlm.Eval.Hub;

/// <summary>The addresses that one request went through.</summary>
internal sealed class Redirects
{
    // .NET's and curl's redirect limits are 50; a hub needs two: a renamed repository, and its file server.
    private const int Limit = 10;

    private readonly List<Uri> _visited;
    private readonly HubOptions _options;

    public Redirects(Uri first, HubOptions options)
    {
        (_visited, _options) = ([first], options);
        IsAtHub = true;
    }

    public Uri Current => _visited[^1];

    /// <summary>Whether every address so far was the hub's; only then is the token sent.</summary>
    public bool IsAtHub { get; private set; }

    /// <summary>Goes where an answer points.</summary>
    /// <exception cref="EvaluationException">The redirects go in a circle, are too many, or lead where no file server
    /// is.</exception>
    public void Follow(Uri? location)
    {
        var next = location is null ? null : new Uri(Current, location);
        if (next is null || next.Scheme is not ("http" or "https")
            || (next.Scheme == "http" && Current.Scheme == "https"))
        {
            throw Failure(next is null ? "a redirect without an address" : $"a redirect to '{Plain(next)}'", next);
        }

        if (_visited.Contains(next))
        {
            throw Failure("redirects in a circle", next);
        }

        if (_visited.Count > Limit)
        {
            throw Failure($"more than {Limit} redirects", next);
        }

        _visited.Add(next);
        IsAtHub = IsAtHub && IsSameServer(next, _options.Endpoint);
    }

    /// <summary>Whether two addresses are of one server: scheme, host and port.</summary>
    public static bool IsSameServer(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private EvaluationException Failure(string what, Uri? next)
    {
        var path = _visited.Append(next).OfType<Uri>().Select(Plain);
        return new EvaluationException(
            $"the hub '{_options.EndpointText}' answered with {what}: {string.Join(" -> ", path)}",
            "check HF_ENDPOINT and the proxy settings");
    }

    /// <summary>Without the query, which may hold a signature that opens the file.</summary>
    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Path);
}
