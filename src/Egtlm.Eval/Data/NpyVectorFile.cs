using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Data;

/// <summary>NumPy's format 1.0: float32 <c>[rows, dimension]</c>, little endian, C order, without ids.</summary>
/// <remarks>Source: numpy.lib.format; https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.</remarks>
internal sealed class NpyVectorFile : IVectorFile
{
    // A multiple of 64 that also holds a shape of two 10-digit numbers, so the number of rows may be written last.
    private const int HeaderBytes = 128;
    private const int PrefixBytes = 10;

    private readonly UnfinishedFile _file;
    private readonly string _path;
    private readonly int _dimension;
    private long _rows;

    public NpyVectorFile(string path, int dimension)
    {
        _path = path;
        _dimension = dimension;
        _file = new UnfinishedFile(path);
        _file.Stream.Write(Header(0, dimension));
    }

    public async Task AddAsync(IReadOnlyList<TextItem> items, Matrix<float> vectors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Columns, _dimension);
        try
        {
            for (var row = 0; row < vectors.Rows; row++)
            {
                _file.Stream.Write(MemoryMarshal.AsBytes(vectors.Row(row)));
            }

            await _file.Stream.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw UnfinishedFile.Failure(_path, error);
        }

        _rows += vectors.Rows;
    }

    public Task CompleteAsync()
    {
        _file.Stream.Position = 0;
        _file.Stream.Write(Header(_rows, _dimension));
        _file.Commit();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Header(long rows, int dimension)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {dimension}), }}");
        const int Length = HeaderBytes - PrefixBytes;
        byte[] magic = [0x93, .. "NUMPY"u8, 1, 0, Length, 0];
        return [.. magic, .. Encoding.ASCII.GetBytes(text.PadRight(Length - 1)), (byte)'\n'];
    }
}
