using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Egtlm.Eval.Models;

/// <summary>What an assembly does, as a number: equal for equal code, whatever folder or commit it was built
/// in.</summary>
/// <remarks>
/// SHA-256 over the file without what a deterministic compiler derives from paths and from other assemblies: the time
/// stamp, the module version id and the debug directory (ECMA-335 II.24.2.5; PE/COFF specification, "COFF File Header"
/// and "The .debug Section").
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
        var debug = headers.PEHeader!.DebugTableDirectory; // not null: an assembly is an image
        if (headers.TryGetDirectoryOffset(debug, out var offset))
        {
            bytes.AsSpan(offset, debug.Size).Clear();
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
