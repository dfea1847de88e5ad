namespace Egtlm.Eval.Hub;

/// <summary>Where the hub is, where its files are kept, and how patient a download is.</summary>
public sealed record HubOptions
{
    /// <summary>The public hub.</summary>
    public static readonly Uri DefaultEndpoint = new("https://huggingface.co");

    /// <summary><c>http(s)://</c> of a hub, or <c>file://</c> of a folder, see <see cref="MirrorSource"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Sent to <see cref="Endpoint"/> only; null sends none. Never printed.</summary>
    public string? Token { get; init; }

    /// <summary>Full path of huggingface_hub's cache, <c>$HF_HOME/hub</c>.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>No socket is ever opened; a <c>file://</c> mirror is still read.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Snapshots are links to blobs; false (<c>HF_HUB_DISABLE_SYMLINKS</c>) keeps plain files there.</summary>
    public bool UseSymlinks { get; init; } = true;

    /// <summary>Files downloaded at once, >= 1.</summary>
    public int ParallelDownloads { get; init; } = 4;

    /// <summary>Tries after the first that bring nothing new; huggingface_hub's http_backoff has 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>How long an answer may take to begin; huggingface_hub's DEFAULT_REQUEST_TIMEOUT.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a download may bring no byte; huggingface_hub's DEFAULT_DOWNLOAD_TIMEOUT.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait that a server's Retry-After gets: the hub's rate limit window is 5 minutes.</summary>
    public TimeSpan RetryAfterLimit { get; init; } = TimeSpan.FromMinutes(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The wait before try 1, 2, ... after a failure.</summary>
    public Func<int, TimeSpan> Backoff { get; init; } = RetryDelay.Exponential;

    /// <summary>Waits; null waits by <see cref="Time"/>.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Wait { get; init; }

    /// <summary>Free bytes of the disk that holds a folder; null where that cannot be known.</summary>
    public Func<string, long?> FreeBytes { get; init; } = DiskSpace.Free;

    /// <summary>Whether <see cref="Endpoint"/> is a folder.</summary>
    public bool IsMirror => Endpoint.IsFile;

    /// <summary>The endpoint for messages: without a password and a final slash.</summary>
    internal string EndpointText => IsMirror
        ? "file://" + Endpoint.LocalPath.TrimEnd('/')
        : Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>Reads huggingface_hub's variables.</summary>
    /// <param name="environment">The value of a variable, null where it is not set; empty counts as not set.</param>
    /// <param name="isOffline">What the command line says; the environment can only add to it.</param>
    /// <exception cref="EvaluationException">A variable has a value that cannot be used.</exception>
    public static HubOptions FromEnvironment(Func<string, string?> environment, bool isOffline)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new HubEnvironment(environment).Options(isOffline);
    }

    /// <summary>Says everything but the token.</summary>
    public override string ToString() =>
        $"{EndpointText}, cache '{CacheFolder}'{(IsOffline ? ", offline" : "")}"
        + (Token is null ? "" : ", with a token");

    internal Task WaitAsync(TimeSpan delay, CancellationToken cancellation) =>
        Wait is null ? Task.Delay(delay, Time, cancellation) : Wait(delay, cancellation);
}
