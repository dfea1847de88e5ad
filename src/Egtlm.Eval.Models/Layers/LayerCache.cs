using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Keys and values of one layer, <c>[rows, kv heads, capacity, head]</c> each, filled from the left.</summary>
internal sealed class LayerCache(int capacity) : IDisposable
{
    private Tensor? _keys;
    private Tensor? _values;
    private int _columns;

    /// <summary>Adds the columns of new tokens.</summary>
    /// <param name="keys"><c>[rows, kv heads, new, head]</c>, as the values.</param>
    /// <returns>Views of all columns, new ones included; the caller owns them.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        _keys ??= Room(keys, capacity);
        _values ??= Room(values, capacity);
        var start = _columns;
        _columns += (int)keys.size(2);
        Put(_keys, start, keys);
        Put(_values, start, values);
        return (_keys.narrow(2, 0, _columns), _values.narrow(2, 0, _columns));
    }

    /// <summary>A cache of some of the rows, with its own capacity.</summary>
    /// <param name="rows">int64.</param>
    public LayerCache Select(Tensor rows, int columns, int newCapacity)
    {
        using var scope = NewDisposeScope();
        var selected = new LayerCache(newCapacity);
        if (_keys is null || _values is null)
        {
            return selected;
        }

        var indices = rows.to(_keys.device);
        selected.Append(
            _keys.narrow(2, 0, columns).index_select(0, indices), _values.narrow(2, 0, columns).index_select(0, indices));
        return selected;
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _values?.Dispose();
    }

    private static Tensor Room(Tensor like, long columns) =>
        empty([like.size(0), like.size(1), columns, like.size(3)], dtype: like.dtype, device: like.device)
            .DetachFromDisposeScope();

    private static void Put(Tensor room, int start, Tensor columns)
    {
        using var place = room.narrow(2, start, columns.size(2));
        place.copy_(columns);
    }
}
