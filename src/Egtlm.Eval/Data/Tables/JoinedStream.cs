namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads one stream after another; both are closed with it.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : Stream
{
    private bool _isSecond;

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
        var read = _isSecond ? 0 : first.Read(buffer, offset, count);
        _isSecond |= read == 0;
        return read > 0 ? read : second.Read(buffer, offset, count);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _isSecond ? 0 : await first.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _isSecond |= read == 0;
        return read > 0 ? read : await second.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
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
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}
