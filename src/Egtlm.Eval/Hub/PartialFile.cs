using System.Globalization;

namespace Egtlm.Eval.Hub;

/// <summary>What is there of a download; it stays on disk when a try fails.</summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly Fetch _fetch;
    private readonly HubOptions _options;
    private readonly FileStream _stream;

    public PartialFile(Fetch fetch, HubOptions options)
    {
        (_fetch, _options) = (fetch, options);
        Directory.CreateDirectory(Path.GetDirectoryName(fetch.Partial)!); // not null: it lies beside the blob
        _stream = new FileStream(
            fetch.Partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, useAsync: true);
        if (_stream.Length > fetch.File.Size)
        {
            _stream.SetLength(0);
        }

        _stream.Seek(0, SeekOrigin.End);
        fetch.Report(Length);
    }

    public long Length => _stream.Length;

    public bool IsComplete => Length == _fetch.File.Size;

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        _stream.SetLength(0);
        _fetch.Report(0);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Length + bytes.Length > _fetch.File.Size)
        {
            throw new WrongContentException($"more than {_fetch.File.Size} bytes came");
        }

        try
        {
            await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (IOException error) when (DiskSpace.IsFull(error))
        {
            var needed = _fetch.File.Size - Length;
            throw DiskSpace.Full(
                _fetch.Snapshot.Dataset, needed, _options.FreeBytes(_options.CacheFolder), _options, error);
        }

        _fetch.Report(Length);
    }

    /// <summary>Flushes to disk, so that a blob never appears under its name without its bytes.</summary>
    /// <exception cref="TransientFailure">Bytes are missing: the connection was closed early.</exception>
    public void Finish()
    {
        if (!IsComplete)
        {
            throw new TransientFailure(string.Create(
                CultureInfo.InvariantCulture, $"the connection ended after {Length} of {_fetch.File.Size} bytes"));
        }

        _stream.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
