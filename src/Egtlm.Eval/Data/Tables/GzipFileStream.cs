using System.IO.Compression;

namespace Egtlm.Eval.Data.Tables;

/// <summary>Decompresses a gzip file and fails where it ends too early, which <see cref="GZipStream"/> takes for an
/// end.</summary>
/// <remarks>
/// Gzip files may follow one another. One with known content is put behind the file: what is decompressed ends with
/// that content exactly when the file was whole. So many bytes are held back until the end.
/// </remarks>
internal sealed class GzipFileStream : Stream
{
    private static readonly byte[] Mark = [.. "egtlm-eval: a whole file ends here"u8];

    private readonly GZipStream _inner;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <param name="file">The compressed bytes; closed with this stream.</param>
    public GzipFileStream(Stream file) =>
        _inner = new GZipStream(new JoinedStream(file, Compressed(Mark)), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_end - _start <= Mark.Length)
        {
            if (!Advance(_inner.Read(Room())))
            {
                return 0;
            }
        }

        return Take(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_end - _start <= Mark.Length)
        {
            Room();
            if (!Advance(await _inner.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false)))
            {
                return 0;
            }
        }

        return Take(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static MemoryStream Compressed(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>Moves what is held back to the front.</summary>
    private Span<byte> Room()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        return _buffer.AsSpan(_end);
    }

    /// <summary>Counts bytes that were read; false at the end of a file that is whole.</summary>
    private bool Advance(int count)
    {
        _end += count;
        return count > 0
            || (_buffer.AsSpan(_start.._end).SequenceEqual(Mark)
                ? false
                : throw new InvalidDataException("its compressed data ends too early"));
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start - Mark.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
