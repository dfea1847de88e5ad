using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Egtlm.Eval.Models.Weights;

/// <summary>A memory-mapped safetensors file whose header has been checked against its size.</summary>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _data;

    private SafetensorsFile(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, SafetensorsHeader header)
    {
        (Path, _file, _view, Entries) = (path, file, view, header.Entries);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _data = start + view.PointerOffset + header.DataOffset;
    }

    public string Path { get; }

    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    public static SafetensorsFile Open(string path)
    {
        using var handle = OpenHandle(path);
        var header = SafetensorsHeader.Read(path, handle);
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new SafetensorsFile(path, file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), header);
    }

    /// <summary>
    /// Bytes of a tensor, <paramref name="from"/> counted from its first; valid until the file is disposed.
    /// </summary>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry, long from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, entry.End - entry.Start);
        return new ReadOnlySpan<byte>(_data + entry.Start + from, count);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"'{path}' cannot be read: {e.Message}", inner: e);
        }
    }
}
