using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Egtlm.Eval.Models.Weights;

/// <summary>A safetensors file whose header has been checked against its size.</summary>
/// <remarks>
/// Mapped a piece at a time, for as long as it is copied: pages of a mapping that lasts count as this process' memory,
/// beside the weights made of them.
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly long _dataOffset;

    private SafetensorsFile(string path, MemoryMappedFile file, SafetensorsHeader header) =>
        (Path, _file, Entries, _dataOffset) = (path, file, header.Entries, header.DataOffset);

    public string Path { get; }

    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries { get; }

    public static SafetensorsFile Open(string path)
    {
        using var handle = OpenHandle(path);
        var header = SafetensorsHeader.Read(path, handle);
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new SafetensorsFile(path, file, header);
    }

    /// <summary>
    /// Fills <paramref name="target"/> with bytes of a tensor, <paramref name="from"/> counted from its first.
    /// </summary>
    public unsafe void Copy(SafetensorsEntry entry, long from, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + target.Length, entry.End - entry.Start);
        if (target.IsEmpty)
        {
            return; // a view of no bytes would be one of the whole file
        }

        var start = _dataOffset + entry.Start + from;
        using var view = _file.CreateViewAccessor(start, target.Length, MemoryMappedFileAccess.Read);
        byte* page = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref page);
        try
        {
            new ReadOnlySpan<byte>(page + view.PointerOffset, target.Length).CopyTo(target);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    public void Dispose() => _file.Dispose();

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
