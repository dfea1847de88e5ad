using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Egtlm.Eval.Models;

/// <summary>What an assembly does, as a number: equal for equal code, wherever and from which commit it was built.</summary>
/// <remarks>
/// SHA-256 over the file without what a deterministic compiler derives from paths and from other assemblies: the time
/// stamp, the module version id and the debug directory (ECMA-335 II.24.2.5 and the PE/COFF specification, 3.3 and 6.1).
/// </remarks>
internal static class CodeDigest
{
    private const int TimeStampInHeader = 4;

    public static string Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return assembly.Location.Length > 0
            ? Of(assembly.Location)
            : assembly.ManifestModule.ModuleVersionId.ToString(); // loaded from memory: stricter, never wrong
    }

    internal static string Of(string path)
    {
        var bytes = File.ReadAllBytes(path);
        using var stream = new MemoryStream(bytes, writable: false);
        using var file = new PEReader(stream, PEStreamOptions.PrefetchEntireImage);
        var headers = file.PEHeaders;
        bytes.AsSpan(headers.CoffHeaderStartOffset + TimeStampInHeader, sizeof(uint)).Clear();
        if (headers.TryGetDirectoryOffset(headers.PEHeader!.DebugTableDirectory, out var directory)) // not null: an image
        {
            bytes.AsSpan(directory, headers.PEHeader.DebugTableDirectory.Size).Clear();
        }

        foreach (var entry in file.ReadDebugDirectory())
        {
            bytes.AsSpan(entry.DataPointer, entry.DataSize).Clear();
        }

        var metadata = file.GetMetadataReader();
        var guids = headers.MetadataStartOffset + metadata.GetHeapMetadataOffset(HeapIndex.Guid);
        bytes.AsSpan(guids, metadata.GetHeapSize(HeapIndex.Guid)).Clear();
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
