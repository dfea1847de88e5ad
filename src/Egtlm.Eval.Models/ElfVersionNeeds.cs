using System.Buffers.Binary;
using System.Text;

namespace Egtlm.Eval.Models;

/// <summary>Edits the symbol versions that a 64-bit little-endian ELF library asks of others.</summary>
/// <remarks>Layout: gABI chapter 5 and the LSB's "Symbol Versioning" (Elf64_Verneed, Elf64_Vernaux).</remarks>
internal static class ElfVersionNeeds
{
    private const uint SegmentLoad = 1;
    private const uint SegmentDynamic = 2;
    private const ulong DynamicNull = 0;
    private const ulong DynamicStrings = 5; // DT_STRTAB
    private const ulong DynamicNeeds = 0x6ffffffe; // DT_VERNEED
    private const ulong DynamicNeedCount = 0x6fffffff; // DT_VERNEEDNUM
    private const ushort FlagWeak = 2; // VER_FLG_WEAK

    /// <summary>Marks every need of <paramref name="version"/> as weak, in place.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Weaken(Span<byte> image, string version)
    {
        var dynamic = DynamicEntries(image);
        var strings = FileOffset(image, dynamic[DynamicStrings]);
        var need = FileOffset(image, dynamic[DynamicNeeds]);
        var found = false;
        for (var left = dynamic[DynamicNeedCount]; left > 0; left--)
        {
            var auxiliary = need + (int)Word(image, need + 8);
            for (var count = Half(image, need + 2); count > 0; count--)
            {
                var flags = image[(auxiliary + 4)..];
                if (Text(image, strings + (int)Word(image, auxiliary + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(Half(image, auxiliary + 4) | FlagWeak));
                    found = true;
                }

                auxiliary += (int)Word(image, auxiliary + 12);
            }

            need += (int)Word(image, need + 12);
        }

        return found;
    }

    private static Dictionary<ulong, ulong> DynamicEntries(ReadOnlySpan<byte> image)
    {
        var entries = new Dictionary<ulong, ulong>();
        foreach (var header in Segments(image, SegmentDynamic))
        {
            var end = (int)(Long(image, header + 8) + Long(image, header + 32));
            for (var at = (int)Long(image, header + 8); at < end && Long(image, at) != DynamicNull; at += 16)
            {
                entries[Long(image, at)] = Long(image, at + 8);
            }
        }

        return entries;
    }

    private static int FileOffset(ReadOnlySpan<byte> image, ulong address)
    {
        foreach (var header in Segments(image, SegmentLoad))
        {
            var start = Long(image, header + 16);
            if (address >= start && address < start + Long(image, header + 32))
            {
                return (int)(Long(image, header + 8) + address - start);
            }
        }

        throw new BadImageFormatException($"no segment holds address {address}");
    }

    /// <summary>Offsets of the program headers of one type.</summary>
    private static List<int> Segments(ReadOnlySpan<byte> image, uint type)
    {
        var headers = new List<int>();
        var at = (int)Long(image, 0x20);
        for (var left = Half(image, 0x38); left > 0; left--, at += Half(image, 0x36))
        {
            if (Word(image, at) == type)
            {
                headers.Add(at);
            }
        }

        return headers;
    }

    private static string Text(ReadOnlySpan<byte> image, int at)
    {
        var rest = image[at..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private static ushort Half(ReadOnlySpan<byte> image, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(image[at..]);

    private static uint Word(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt32LittleEndian(image[at..]);

    private static ulong Long(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt64LittleEndian(image[at..]);
}
