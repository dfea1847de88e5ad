using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Egtlm.Eval.Caching;

/// <summary>A segment that is read; open, and so safe from being thrown away, from its first use on.</summary>
internal sealed class Segment : IDisposable
{
    private readonly int _recordBytes;
    private readonly string _keyPath;
    private SafeFileHandle? _vectors;
    private bool _hasHeader;

    public Segment(string folder, string name, int dimension)
    {
        Dimension = dimension;
        Path = System.IO.Path.Combine(folder, name + SegmentFormat.VectorExtension);
        _keyPath = System.IO.Path.Combine(folder, name + SegmentFormat.KeyExtension);
        _recordBytes = SegmentFormat.RecordBytes(dimension);
    }

    public int Dimension { get; }

    /// <summary>The file with the vectors.</summary>
    public string Path { get; }

    /// <summary>Records whose keys were read.</summary>
    public int Count { get; private set; }

    /// <summary>Another's header: the segment stays empty.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Counts records that this process appended itself.</summary>
    public void Grow(int count) => Count += count;

    /// <summary>The keys of records that were completed since the last call, from <see cref="Count"/> on.</summary>
    /// <exception cref="IOException">The files cannot be read, such as after they were thrown away.</exception>
    public VectorKey[] ReadNewKeys()
    {
        if (IsForeign)
        {
            return [];
        }

        using var handle = File.OpenHandle(_keyPath, share: FileShare.ReadWrite | FileShare.Delete);

        // The keys are written last, so their number is taken first.
        var keys = (RandomAccess.GetLength(handle) - SegmentFormat.HeaderBytes) / VectorKey.Size;
        var vectors = keys <= Count ? 0 : new FileInfo(Path).Length / _recordBytes;
        var added = (int)Math.Max(0, Math.Min(keys, vectors) - Count);
        if (added == 0 || !HasHeader(handle))
        {
            return [];
        }

        var found = new VectorKey[added];
        var offset = SegmentFormat.HeaderBytes + ((long)Count * VectorKey.Size);
        var read = ReadFully(handle, MemoryMarshal.AsBytes(found.AsSpan()), offset) / VectorKey.Size;
        Count += read;
        return read == added ? found : found[..read];
    }

    /// <summary>Opens the vectors for reading and notes the use.</summary>
    /// <returns>False when another process threw the segment away.</returns>
    public bool TryOpen(DateTimeOffset now)
    {
        if (_vectors is not null)
        {
            return true;
        }

        try
        {
            _vectors = File.OpenHandle(Path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        NoteUse(now);
        return true;
    }

    /// <summary>Reads one vector of an open segment; safe from several threads.</summary>
    /// <returns>False when the record is damaged; the vector is untouched then.</returns>
    public bool TryRead(int record, in VectorKey key, Span<float> vector)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(_recordBytes);
        try
        {
            var bytes = buffer.AsSpan(0, _recordBytes);
            var values = bytes[..^SegmentFormat.ChecksumBytes];
            var isWhole = ReadFully(_vectors!, bytes, (long)record * _recordBytes) == _recordBytes // not null: open
                && SegmentFormat.Checksum(key, values) == MemoryMarshal.Read<uint>(bytes[values.Length..]);
            if (isWhole)
            {
                values.CopyTo(MemoryMarshal.AsBytes(vector));
            }

            return isWhole;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sets the time that the least recently used segment is found by.</summary>
    /// <remarks>The time of writing is used: file systems keep that of reading at their own leisure.</remarks>
    public void NoteUse(DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(Path, now.UtcDateTime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that may only be read serves all the same.
        }
    }

    public bool IsOpen => _vectors is not null;

    public void Dispose()
    {
        _vectors?.Dispose();
        _vectors = null;
    }

    private bool HasHeader(SafeFileHandle keys)
    {
        if (!_hasHeader)
        {
            var header = new byte[SegmentFormat.HeaderBytes];
            ReadFully(keys, header, 0);
            _hasHeader = header.AsSpan().SequenceEqual(SegmentFormat.Header(Dimension));
            IsForeign = !_hasHeader;
        }

        return _hasHeader;
    }

    private static int ReadFully(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        var done = 0;
        while (done < bytes.Length && RandomAccess.Read(handle, bytes[done..], offset + done) is > 0 and var read)
        {
            done += read;
        }

        return done;
    }
}
