using System.Net;

namespace Egtlm.Eval.Hub;

/// <summary>The last answer after redirects, its body not read yet.</summary>
/// <param name="IsFromHub">Whether the hub itself gave it, not a file server that the hub sent us to.</param>
/// <param name="Commit">The hub's X-Repo-Commit, or null.</param>
/// <param name="Etag">The hub's X-Linked-Etag without its marks, or null.</param>
internal sealed record HubAnswer(HttpResponseMessage Response, bool IsFromHub, string? Commit, string? Etag)
    : IDisposable
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The first value of a header of an answer, or null.</summary>
    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>An ETag as a name: <c>W/"abc"</c> is <c>abc</c> (file_download.py, _normalize_etag).</summary>
    public static string? Plain(string? etag) =>
        etag is null ? null : (etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag).Trim('"');

    public void Dispose() => Response.Dispose();
}
