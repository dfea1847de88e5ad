using System.Runtime.InteropServices;

namespace Egtlm.Eval.Caching;

/// <summary>Appends to a segment of its own.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly Stream _vectors;
    private readonly Stream _keys;
    private readonly int _dimension;
    private readonly byte[] _buffer;

    private SegmentWriter(string name, Stream vectors, Stream keys, int dimension, int capacity)
    {
        (Name, _vectors, _keys, _dimension, Capacity) = (name, vectors, keys, dimension, capacity);
        var recordBytes = SegmentFormat.RecordBytes(dimension);
        _buffer = new byte[Math.Max(1, BufferBytes / recordBytes) * recordBytes];
    }

    public string Name { get; }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>Most records.</summary>
    public int Capacity { get; }

    /// <param name="capacity">Most records.</param>
    /// <exception cref="IOException">The files cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static SegmentWriter Create(string folder, int dimension, int capacity, VectorCacheOptions options)
    {
        var name = SegmentFormat.NewName(options.Time.GetUtcNow());
        var path = Path.Combine(folder, name);

        // The file that is locked comes first: without it there is no segment to throw away.
        var vectors = options.CreateFile(path + SegmentFormat.VectorExtension);
        Stream? keys = null;
        try
        {
            keys = options.CreateFile(path + SegmentFormat.KeyExtension);
            keys.Write(SegmentFormat.Header(dimension));
            return new SegmentWriter(name, vectors, keys, dimension, capacity);
        }
        catch
        {
            keys?.Dispose();
            vectors.Dispose();
            throw;
        }
    }

    /// <summary>Appends records; at most those that <see cref="Capacity"/> leaves.</summary>
    /// <param name="keys">Key of each row of <paramref name="vectors"/>.</param>
    /// <param name="rows">Rows to append.</param>
    /// <exception cref="IOException">The disk is full or gone; what was complete before stays.</exception>
    public void Append(IReadOnlyList<VectorKey> keys, ReadOnlySpan<int> rows, Matrix<float> vectors)
    {
        var recordBytes = SegmentFormat.RecordBytes(_dimension);
        var step = _buffer.Length / recordBytes;
        var keyBuffer = new VectorKey[Math.Min(step, rows.Length)];
        for (var start = 0; start < rows.Length; start += step)
        {
            var some = rows[start..Math.Min(rows.Length, start + step)];
            for (var i = 0; i < some.Length; i++)
            {
                keyBuffer[i] = keys[some[i]];
                var record = _buffer.AsSpan(i * recordBytes, recordBytes);
                var values = record[..^SegmentFormat.ChecksumBytes];
                MemoryMarshal.AsBytes(vectors.Row(some[i])).CopyTo(values);
                MemoryMarshal.Write(record[values.Length..], SegmentFormat.Checksum(keyBuffer[i], values));
            }

            // Vectors first: a key is the sign that its vector is there.
            _vectors.Write(_buffer, 0, some.Length * recordBytes);
            _keys.Write(MemoryMarshal.AsBytes(keyBuffer.AsSpan(0, some.Length)));
            Count += some.Length;
        }
    }

    public void Dispose()
    {
        _vectors.Dispose();
        _keys.Dispose();
    }
}
