namespace Egtlm.Eval.Data.Tables;

/// <summary>Opens files of tables, compressed or not.</summary>
internal static class DataStream
{
    // Compressed bytes are asked for in small pieces.
    private const int BufferBytes = 1 << 17;

    /// <summary>The bytes of a file; a name that ends in .gz is decompressed.</summary>
    /// <exception cref="EvaluationException">There is no such file.</exception>
    public static Stream Open(string file)
    {
        var stream = Utf8Lines.Open(file);
        return TableFormats.IsCompressed(file)
            ? new GzipFileStream(new BufferedStream(stream, BufferBytes))
            : stream;
    }

    /// <summary>Reads on; a damaged file is named.</summary>
    public static async ValueTask<int> ReadAsync(
        Stream stream, string file, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(file, error);
        }
    }

    public static EvaluationException Damaged(string file, Exception error) => new(
        $"'{file}' is damaged: {error.Message}", "remove it and fetch it again", error);
}
