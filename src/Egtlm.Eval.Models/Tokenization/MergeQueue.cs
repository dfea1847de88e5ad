namespace Egtlm.Eval.Models.Tokenization;

/// <summary>A binary heap of merges waiting: lowest rank first, leftmost first among equal ranks.</summary>
/// <param name="storage">Room for every entry that can wait at one time.</param>
internal ref struct MergeQueue(Span<ulong> storage)
{
    private readonly Span<ulong> _heap = storage;
    private int _count;

    public void Push(int rank, int position)
    {
        var entry = ((ulong)(uint)rank << 32) | (uint)position;
        var child = _count++;
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (_heap[parent] <= entry)
            {
                break;
            }

            _heap[child] = _heap[parent];
            child = parent;
        }

        _heap[child] = entry;
    }

    public bool TryPop(out int rank, out int position)
    {
        if (_count == 0)
        {
            (rank, position) = (0, 0);
            return false;
        }

        (rank, position) = ((int)(_heap[0] >> 32), (int)_heap[0]);
        SinkFromTop(_heap[--_count]);
        return true;
    }

    private readonly void SinkFromTop(ulong entry)
    {
        var parent = 0;
        for (var child = 1; child < _count; child = (2 * parent) + 1)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
            {
                child++;
            }

            if (_heap[child] >= entry)
            {
                break;
            }

            _heap[parent] = _heap[child];
            parent = child;
        }

        _heap[parent] = entry;
    }
}
