using System.Text.Json;

namespace Egtlm.Eval.Hub;

/// <summary>A hub over HTTP.</summary>
internal sealed class HttpSource : IDatasetSource
{
    private readonly HubOptions _options;
    private readonly HubTransport _transport;
    private readonly HubJson _api;
    private readonly HttpDownload _download;

    public HttpSource(HubOptions options)
    {
        _options = options;
        _transport = new HubTransport(options);
        _api = new HubJson(_transport, options);
        _download = new HttpDownload(_transport, options);
    }

    public ListingOrigin Origin => ListingOrigin.Hub;

    public async Task<string> ResolveAsync(string dataset, string revision, CancellationToken cancellation)
    {
        var target = new HubTarget(dataset, revision);
        var address = target.RevisionAddress(_options);
        using var page = await _api.GetAsync(address, target, cancellation).ConfigureAwait(false);
        return page.Document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("sha", out var sha) && sha.ValueKind == JsonValueKind.String
            && sha.GetString() is { } commit && DatasetCache.IsCommit(commit)
                ? commit
                : throw HubJson.NotTheHub(address, "no commit in 'sha'");
    }

    public async Task<IReadOnlyList<HubFile>> ListAsync(
        string dataset, string revision, string commit, CancellationToken cancellation)
    {
        var target = new HubTarget(dataset, commit);
        var files = new List<HubFile>();
        var asked = new HashSet<Uri>();
        for (var address = target.TreeAddress(_options); address is not null;)
        {
            if (!asked.Add(address))
            {
                throw HubJson.NotTheHub(address, "its pages of files go in a circle");
            }

            using var page = await _api.GetAsync(address, target, cancellation).ConfigureAwait(false);
            files.AddRange(Parse(page, address));
            address = page.Next;
        }

        return ListingFile.Sorted(files);
    }

    public Task FetchAsync(Fetch fetch, CancellationToken cancellation) => _download.RunAsync(fetch, cancellation);

    public void Dispose() => _transport.Dispose();

    private static List<HubFile> Parse(JsonPage page, Uri address)
    {
        try
        {
            return
            [
                .. page.Document.RootElement.EnumerateArray()
                    .Where(entry => entry.GetProperty("type").GetString() == "file")
                    .Select(Parse),
            ];
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw HubJson.NotTheHub(address, $"a list of files in another form ({error.Message})", error);
        }
    }

    private static HubFile Parse(JsonElement entry)
    {
        var isLarge = entry.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object;
        return new HubFile(
            entry.GetProperty("path").GetString() ?? throw new FormatException("a file without a path"),
            (isLarge ? lfs : entry).GetProperty("size").GetInt64(),
            isLarge ? Digests.Sha256(lfs.GetProperty("oid").GetString()) : null,
            Digests.GitBlobId(entry.GetProperty("oid").GetString()),
            entry.TryGetProperty("xetHash", out var xet) ? xet.GetString() : null);
    }
}
