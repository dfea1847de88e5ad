using Egtlm.Eval.Hub;

namespace Egtlm.Eval.Testing.Hub;

/// <summary>A hub with one repository, a cache folder of its own, and waits that are not sat out.</summary>
public sealed class HubScene : IDisposable
{
    public const string Dataset = "acme/tiny";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TemporaryFolder _folder = new();
    private readonly List<TimeSpan> _waits = [];

    /// <param name="misbehave">Answers a request in the repository's place; null lets the repository answer.</param>
    public HubScene(HubRepository repository, Func<ServerRequest, ServerAnswer?>? misbehave = null)
    {
        Server = new HubServer(request => misbehave?.Invoke(request) ?? repository.Answer(request));
        Options = new HubOptions
        {
            Endpoint = Server.Endpoint,
            CacheFolder = _folder.At("hub"),
            Backoff = failures => TimeSpan.FromSeconds(failures),
            Wait = (delay, _) =>
            {
                lock (_waits)
                {
                    _waits.Add(delay);
                }

                return Task.CompletedTask;
            },
        };
    }

    public HubServer Server { get; }

    public HubOptions Options { get; set; }

    /// <summary>The waits between tries, which tests do not sit out.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>A path in the cache's folder of the repository.</summary>
    public string Cached(params string[] parts) =>
        Path.Combine([Options.CacheFolder, "datasets--acme--tiny", .. parts]);

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
