namespace Egtlm.Eval.Testing.Hub;

/// <summary>A request that a test's server got.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Count">How often this target was asked for, this time included.</param>
public sealed record ServerRequest(string Target, IReadOnlyDictionary<string, string> Headers, int Count)
{
    public bool IsFile => Target.Contains("/resolve/", StringComparison.Ordinal);

    /// <summary>A header, or null.</summary>
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>Where <c>Range: bytes=N-</c> begins, or null.</summary>
    public int? From => this["Range"] is { } range
        ? int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
