namespace Egtlm.Eval.Search;

/// <summary>
/// Rows in tiles, transposed: value k of every row of a tile stands side by side. Missing rows are zero.
/// </summary>
internal sealed class PackedRows
{
    private readonly float[] _values;
    private readonly int _tileSize;

    public PackedRows(Matrix<float> matrix, int first, int rows, int rowsPerTile)
    {
        Rows = rows;
        Tiles = (rows + rowsPerTile - 1) / rowsPerTile;
        _tileSize = rowsPerTile * matrix.Columns;
        _values = new float[Tiles * _tileSize];
        Parallel.For(0, Tiles, tile =>
        {
            var target = _values.AsSpan(tile * _tileSize, _tileSize);
            for (var row = 0; row < Math.Min(rowsPerTile, rows - (tile * rowsPerTile)); row++)
            {
                var source = matrix.Row(first + (tile * rowsPerTile) + row);
                for (var k = 0; k < source.Length; k++)
                {
                    target[(k * rowsPerTile) + row] = source[k];
                }
            }
        });
    }

    public int Rows { get; }

    public int Tiles { get; }

    /// <summary>Tile <paramref name="index"/>: <c>[dimension, rows of a tile]</c>.</summary>
    public ReadOnlySpan<float> Tile(int index) => _values.AsSpan(index * _tileSize, _tileSize);
}
