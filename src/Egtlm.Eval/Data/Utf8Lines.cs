using System.Buffers;
using System.Runtime.CompilerServices;
using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Reads a file line by line as bytes, without keeping it in memory.</summary>
internal static class Utf8Lines
{
    private const int BufferBytes = 1 << 18;

    /// <summary>Calls <paramref name="read"/> with every line that is not blank and its number, from 1; a name that
    /// ends in .gz is decompressed.</summary>
    /// <exception cref="EvaluationException">There is no such file, or it is damaged.</exception>
    public static async Task ReadAsync(
        string file, Action<ReadOnlyMemory<byte>, int> read, CancellationToken cancellation)
    {
        using var stream = DataStream.Open(file);
        try
        {
            await foreach (var (line, number) in LinesAsync(stream, cancellation).ConfigureAwait(false))
            {
                if (!IsBlank(line.Span))
                {
                    read(line, number);
                }
            }
        }
        catch (InvalidDataException error)
        {
            throw DataStream.Damaged(file, error);
        }
    }

    /// <summary>Nothing but spaces and tabs.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);

    /// <summary>Every line and its number, from 1; the end of the last line begins no other.</summary>
    /// <remarks>Lines end in LF or CR LF; a byte order mark is left out. The bytes are valid until the next
    /// line.</remarks>
    public static async IAsyncEnumerable<(ReadOnlyMemory<byte> Line, int Number)> LinesAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var (filled, number, isOpen) = (0, 0, true);
        while (isOpen)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
            isOpen = count > 0;
            filled += count;
            var start = 0;
            while (NextLine(buffer.AsSpan(start, filled - start), isOpen) is >= 0 and var length)
            {
                number++;
                yield return (Trim(buffer.AsMemory(start, length), number == 1), number);
                start = Math.Min(start + length + 1, filled);
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            buffer = filled < buffer.Length ? buffer : Grow(buffer);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Length of the first line, or -1 when its end is not read yet; the rest of the file is a line.</summary>
    private static int NextLine(ReadOnlySpan<byte> bytes, bool isOpen)
    {
        var length = bytes.IndexOf((byte)'\n');
        return length >= 0 || isOpen || bytes.IsEmpty ? length : bytes.Length;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        var end = line.Span.LastIndexOfAnyExcept((byte)'\r') + 1;
        return line[..end];
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    public static FileStream Open(string file)
    {
        try
        {
            // The lines have their own buffer: none in the stream.
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EvaluationException($"there is no file '{file}'", null, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EvaluationException($"the file '{file}' cannot be read: {error.Message}", null, error);
        }
    }
}
