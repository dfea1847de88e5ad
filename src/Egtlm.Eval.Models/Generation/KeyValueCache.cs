using Egtlm.Eval.Models.Layers;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Keys and values of the tokens that a decoder has read, for every layer.</summary>
/// <remarks>
/// Each column has a position per row, -1 for padding, wherever the padding stands: what a token sees follows from
/// positions alone.
/// </remarks>
internal sealed class KeyValueCache : IDisposable
{
    private readonly long[] _positions;
    private readonly int[] _counts;
    private readonly LayerCache[] _layers;

    /// <param name="capacity">Most columns.</param>
    public KeyValueCache(int layers, int rows, int capacity)
        : this([.. Enumerable.Range(0, layers).Select(_ => new LayerCache(capacity))], rows, capacity)
    {
    }

    private KeyValueCache(LayerCache[] layers, int rows, int capacity)
    {
        (_layers, Capacity) = (layers, capacity);
        (_positions, _counts) = (new long[rows * capacity], new int[rows]);
    }

    public int Rows => _counts.Length;

    public int Capacity { get; }

    /// <summary>Columns in use.</summary>
    public int Columns { get; private set; }

    /// <summary>Some column is padding in some row.</summary>
    public bool HasPadding { get; private set; }

    public LayerCache this[int layer] => _layers[layer];

    /// <summary>Takes in the places of new tokens; the layers append their keys and values during the forward pass.</summary>
    /// <returns>Positions of the new tokens, <c>[rows, columns]</c>, -1 for padding.</returns>
    public long[] Append(TokenBlock block)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(block.Rows, Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Columns + block.Columns, Capacity);
        var added = new long[block.Ids.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < block.Columns; column++)
            {
                var i = (row * block.Columns) + column;
                added[i] = block.IsReal[i] ? _counts[row]++ : -1;
                _positions[(row * Capacity) + Columns + column] = added[i];
            }
        }

        Columns += block.Columns;
        HasPadding |= block.IsReal.Contains(false);
        return added;
    }

    /// <summary>Positions of the columns in use, <c>[rows, columns]</c>.</summary>
    public long[] Positions()
    {
        var used = new long[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            _positions.AsSpan(row * Capacity, Columns).CopyTo(used.AsSpan(row * Columns));
        }

        return used;
    }

    /// <summary>A cache of some of the rows, each as often as it is named, with room for more columns.</summary>
    public KeyValueCache Select(int[] rows, int capacity)
    {
        using var indices = tensor(rows, dtype: int64);
        var layers = Array.ConvertAll(_layers, layer => layer.Select(indices, Columns, capacity));
        var selected = new KeyValueCache(layers, rows.Length, capacity) { Columns = Columns, HasPadding = HasPadding };
        for (var i = 0; i < rows.Length; i++)
        {
            selected._counts[i] = _counts[rows[i]];
            _positions.AsSpan(rows[i] * Capacity, Columns).CopyTo(selected._positions.AsSpan(i * capacity));
        }

        return selected;
    }

    public void Dispose()
    {
        foreach (var layer in _layers)
        {
            layer.Dispose();
        }
    }
}
