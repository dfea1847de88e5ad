using System.Text;

namespace Egtlm.Eval.Testing.Hub;

/// <summary>What a test's server answers, and how it misbehaves.</summary>
public sealed record ServerAnswer(int Status, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Bytes of the body that are sent before the connection is cut; null sends all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Bytes of the body that are sent before the server falls silent; null sends all.</summary>
    public int? StallAfter { get; init; }

    /// <summary>No answer at all.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The wait before the body, and between its pieces of 1000 bytes.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>No Content-Length: the body ends where the connection does.</summary>
    public bool HasUnknownLength { get; init; }

    public static ServerAnswer Text(int status, string body, params (string, string)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(body)) { Headers = headers };

    public static ServerAnswer Error(int status, string? code = null) =>
        Text(status, "", code is null ? [] : [("X-Error-Code", code)]);

    public static ServerAnswer Redirect(string location, params (string, string)[] headers) =>
        Text(302, "", [("Location", location), .. headers]);

    public ServerAnswer With(params (string Name, string Value)[] headers) =>
        this with { Headers = [.. Headers, .. headers] };
}
