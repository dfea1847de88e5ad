using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Egtlm.Eval.Caching;

/// <summary>
/// The two files of a segment, little-endian. <c>NAME.keys</c>: a header of 16 bytes, then the key of each record.
/// <c>NAME.vec</c>: for each record its vector, float32, and CRC-32C of key and vector. Record i of one belongs to
/// record i of the other, so that a tail which a killed process left is cut off by counting.
/// </summary>
/// <remarks>
/// Only the process that made a segment appends to it. Whoever has one open holds a shared advisory lock on
/// <c>NAME.vec</c> (flock, which .NET takes on opening); deleting takes an exclusive one.
/// </remarks>
internal static class SegmentFormat
{
    public const string KeyExtension = ".keys";
    public const string VectorExtension = ".vec";
    public const int HeaderBytes = 16;
    public const int ChecksumBytes = sizeof(uint);

    private const string TimeFormat = "yyyyMMddHHmmssfff";

    private static ReadOnlySpan<byte> Magic => "EGTLMKEY"u8;

    /// <summary>Bytes of a record in <c>NAME.vec</c>.</summary>
    public static int RecordBytes(int dimension) => checked(dimension * sizeof(float)) + ChecksumBytes;

    /// <summary>A name that sorts by time, so that of two records with one key the later one counts.</summary>
    public static string NewName(DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        return $"{time}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
    }

    public static byte[] Header(int dimension)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BitConverter.TryWriteBytes(header.AsSpan(8), VectorSpace.FormatVersion);
        BitConverter.TryWriteBytes(header.AsSpan(12), dimension);
        return header;
    }

    /// <summary>CRC-32C of a record, which also tells a vector under another's key.</summary>
    /// <param name="vector">float32 values as bytes.</param>
    public static uint Checksum(in VectorKey key, ReadOnlySpan<byte> vector)
    {
        var crc = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, key.First), key.Second);
        var words = MemoryMarshal.Cast<byte, ulong>(vector);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var one in vector[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
