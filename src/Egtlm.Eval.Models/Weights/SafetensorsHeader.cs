using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Egtlm.Eval.Models.Weights;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Dtype">As written in the file: <c>F32</c>, <c>BF16</c>, ...</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
internal sealed record SafetensorsEntry(string Name, string Dtype, long[] Shape, long Start, long End);

/// <summary>
/// The header of a safetensors file: an 8-byte length, then JSON of name -> dtype, shape, data_offsets.
/// </summary>
/// <remarks>
/// Format: https://huggingface.co/docs/safetensors. A file that breaks it is refused before a byte of data is read.
/// </remarks>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, SafetensorsEntry> Entries, long DataOffset)
{
    private const int LengthBytes = 8;
    private const long MostHeaderBytes = 100_000_000; // the reference reader's limit
    private const string DownloadAgain = "download the file again and compare its size or checksum with the source";

    private static readonly Dictionary<string, int> BytesPerValue = new()
    {
        ["BOOL"] = 1,
        ["U8"] = 1,
        ["I8"] = 1,
        ["F8_E4M3"] = 1,
        ["F8_E5M2"] = 1,
        ["U16"] = 2,
        ["I16"] = 2,
        ["F16"] = 2,
        ["BF16"] = 2,
        ["U32"] = 4,
        ["I32"] = 4,
        ["F32"] = 4,
        ["U64"] = 8,
        ["I64"] = 8,
        ["F64"] = 8,
    };

    public static SafetensorsHeader Read(string path, SafeFileHandle handle)
    {
        var fileBytes = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (RandomAccess.Read(handle, prefix, 0) < LengthBytes)
        {
            throw Bad(path, Invariant($"is truncated: it has {fileBytes} bytes, not even a header"));
        }

        if (prefix.SequenceEqual("version "u8))
        {
            throw new EvaluationException(
                $"'{path}' is a Git LFS pointer, not the weights", "run 'git lfs pull' in its folder");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MostHeaderBytes || (long)length > fileBytes - LengthBytes)
        {
            throw Bad(path, Invariant($"announces a header of {length} bytes, the file has {fileBytes} bytes"));
        }

        var json = new byte[length];
        RandomAccess.Read(handle, json, LengthBytes);
        var dataOffset = LengthBytes + (long)length;
        var entries = Parse(path, json);
        CheckLayout(path, entries.Values, fileBytes - dataOffset);
        return new SafetensorsHeader(entries, dataOffset);
    }

    private static Dictionary<string, SafetensorsEntry> Parse(string path, byte[] json)
    {
        var entries = new Dictionary<string, SafetensorsEntry>();
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject().Where(p => p.Name != "__metadata__"))
            {
                if (!entries.TryAdd(property.Name, Entry(path, property.Name, property.Value)))
                {
                    throw Bad(path, $"names tensor '{property.Name}' twice");
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or IndexOutOfRangeException or OverflowException)
        {
            throw Bad(path, $"has a header that is not the JSON of a safetensors file: {e.Message}", e);
        }

        return entries;
    }

    private static SafetensorsEntry Entry(string path, string name, JsonElement value)
    {
        var dtype = value.GetProperty("dtype").GetString() ?? "null";
        long[] shape = [.. value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        var offsets = value.GetProperty("data_offsets");
        var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (!BytesPerValue.TryGetValue(dtype, out var width))
        {
            throw Bad(path, $"stores tensor '{name}' as '{dtype}', which is not a known dtype");
        }

        var values = shape.Aggregate((UInt128)1, (product, size) => checked(product * (ulong)Math.Max(size, 0)));
        var isSound = start >= 0 && end >= start && shape.All(size => size >= 0);
        if (!isSound || values * (ulong)width != (UInt128)(ulong)(end - start))
        {
            var stored = $"{dtype} of shape [{string.Join(", ", shape)}]";
            throw Bad(path, Invariant($"gives tensor '{name}' the bytes {start} to {end}, {stored} does not fit them"));
        }

        return new SafetensorsEntry(name, dtype, shape, start, end);
    }

    /// <summary>Tensors must cover the data once, without overlap, hole or excess.</summary>
    private static void CheckLayout(string path, IEnumerable<SafetensorsEntry> entries, long dataBytes)
    {
        var covered = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != covered)
            {
                var fault = entry.Start < covered ? "overlaps the one before it" : "leaves a hole before it";
                throw Bad(path, Invariant($"has a broken layout: tensor '{entry.Name}' at byte {entry.Start} {fault}"));
            }

            covered = entry.End;
        }

        if (covered > dataBytes)
        {
            throw Bad(
                path, Invariant($"is truncated: its tensors need {covered} bytes, {dataBytes} follow the header"));
        }

        if (covered < dataBytes)
        {
            throw Bad(path, Invariant($"has {dataBytes - covered} bytes behind its last tensor"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static EvaluationException Bad(string path, string what, Exception? inner = null) =>
        new($"'{path}' {what}", DownloadAgain, inner);
}
