using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>Checks the form of digests that come from outside: they become names of files.</summary>
internal static partial class Digests
{
    /// <exception cref="FormatException">It is not 64 hexadecimal digits.</exception>
    public static string? Sha256(string? text) =>
        text is null || IsSha256(text) ? text : throw new FormatException($"'{text}' is not a SHA-256");

    /// <exception cref="FormatException">It is not 40 hexadecimal digits.</exception>
    public static string? GitBlobId(string? text) =>
        text is null || DatasetCache.IsCommit(text) ? text : throw new FormatException($"'{text}' is not a git object");

    public static bool IsSha256(string text) => Hex64().IsMatch(text);

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hex64();
}
