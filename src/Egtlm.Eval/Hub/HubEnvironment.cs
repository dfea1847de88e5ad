using System.Globalization;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>Reads the variables that huggingface_hub reads, in its order (constants.py, utils/_auth.py).</summary>
internal sealed partial class HubEnvironment(Func<string, string?> environment)
{
    public HubOptions Options(bool isOffline)
    {
        var home = Home();
        return new HubOptions
        {
            Endpoint = Endpoint(),
            Token = IsTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN") ? null : Token(home),
            CacheFolder = Path.GetFullPath(
                Folder("HF_HUB_CACHE") ?? Folder("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub")),
            // datasets lets HF_DATASETS_OFFLINE=0 overrule HF_HUB_OFFLINE=1; a guarantee takes the stricter of both.
            IsOffline = isOffline || IsTrue("HF_HUB_OFFLINE") || IsTrue("HF_DATASETS_OFFLINE")
                || IsTrue("TRANSFORMERS_OFFLINE"),
            UseSymlinks = !IsTrue("HF_HUB_DISABLE_SYMLINKS"),
            AnswerTimeout = Seconds("HF_HUB_ETAG_TIMEOUT"),
            StallTimeout = Seconds("HF_HUB_DOWNLOAD_TIMEOUT"),
        };
    }

    private string? Value(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private bool IsTrue(string name) => Value(name)?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    private string Home() => Folder("HF_HOME") ?? Path.Combine(
        Folder("XDG_CACHE_HOME") ?? Path.Combine(UserHome(), ".cache"), "huggingface");

    private string UserHome() =>
        Value("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A path with <c>~</c>, <c>$NAME</c> and <c>${NAME}</c> put in, as Python's os.path does.</summary>
    private string? Folder(string name)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        var path = text == "~" || text.StartsWith("~/", StringComparison.Ordinal) ? UserHome() + text[1..] : text;
        return Variable().Replace(path, match =>
            environment(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value) ?? match.Value);
    }

    private Uri Endpoint()
    {
        var text = Value("HF_ENDPOINT")?.TrimEnd('/');
        if (text is null)
        {
            return HubOptions.DefaultEndpoint;
        }

        // A name without a scheme reads as a path; Python fails later with an address that nobody wrote.
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && text.Contains("://", StringComparison.Ordinal)
            && (endpoint.Scheme is "http" or "https" || (endpoint.IsFile && endpoint.Host.Length == 0)))
        {
            return endpoint;
        }

        throw new EvaluationException(
            $"HF_ENDPOINT is '{text}', which is not the address of a hub",
            "expected https://HOST, http://HOST or file:///FOLDER");
    }

    private string? Token(string home)
    {
        var named = Value("HF_TOKEN") is not null ? "HF_TOKEN" : "HUGGING_FACE_HUB_TOKEN";
        var file = Folder("HF_TOKEN_PATH") ?? Path.Combine(home, "token");
        var (token, source) = Value(named) is { } value ? (value, named) : (InFile(file), $"'{file}'");
        token = token?.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Trim();
        return token is null or "" ? null
            : token.All(letter => letter is > ' ' and <= '~') ? token
            : throw new EvaluationException(
                $"the token of {source} has characters that no token has", "copy it anew from the hub's settings page");
    }

    private static string? InFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException(
                $"cannot read the hub's token file '{file}': {error.Message}",
                "set HF_TOKEN, or HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to use none",
                error);
        }
    }

    /// <summary>A timeout; 10 where it is not set, as huggingface_hub.</summary>
    private TimeSpan Seconds(string name) => Value(name) is not { } text ? TimeSpan.FromSeconds(10)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
        : throw new EvaluationException($"{name} is '{text}'", "expected a whole number of seconds, at least 1");

    [GeneratedRegex(@"\$(?:(\w+)|\{([^}]+)\})")]
    private static partial Regex Variable();
}
