using System.Buffers;
using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>The ranked merges of a byte pair encoding.</summary>
internal sealed class MergeTable
{
    private readonly PairMap<(int Rank, int Id)> _merges;

    private MergeTable(PairMap<(int Rank, int Id)> merges) => _merges = merges;

    /// <summary>Reads merges written as "a b" or as ["a", "b"]; a pair that occurs twice keeps its last rank.</summary>
    public static MergeTable Read(JsonPart part, Vocabulary vocabulary)
    {
        if (part.Value.ValueKind != JsonValueKind.Array)
        {
            throw part.Wrong("a list of merges");
        }

        var merges = new PairMap<(int, int)>(part.Value.GetArrayLength());
        var pair = new MergeText();
        foreach (var (rank, item) in part.Value.EnumerateArray().Index())
        {
            if (!pair.TryRead(item))
            {
                throw new JsonPart(item, $"{part.Place}[{rank}]").Wrong("a pair of tokens");
            }

            if (!vocabulary.TryGetId(pair.Left, out var left) || !vocabulary.TryGetId(pair.Right, out var right)
                || !vocabulary.TryGetId(pair.Joined, out var joined))
            {
                throw new JsonPart(item, $"{part.Place}[{rank}]").Wrong("two tokens whose sum is a token");
            }

            merges.Set(left, right, (rank, joined));
        }

        return new MergeTable(merges);
    }

    /// <summary>Merges neighbours in place, lowest rank first, in O(n log n).</summary>
    /// <returns>How many symbols remain.</returns>
    public int Merge(Span<int> symbols)
    {
        var count = symbols.Length;
        if (count < 2)
        {
            return count;
        }

        var links = ArrayPool<int>.Shared.Rent(2 * count);
        // Each pair waits once at the start; each of at most count - 1 merges adds two.
        var heap = ArrayPool<ulong>.Shared.Rent(3 * count);
        MergeAll(symbols, new MergeQueue(heap), links.AsSpan(0, count), links.AsSpan(count, count));
        ArrayPool<int>.Shared.Return(links);
        ArrayPool<ulong>.Shared.Return(heap);
        return Compact(symbols);
    }

    private const int Gone = -1;

    private void MergeAll(Span<int> symbols, MergeQueue queue, Span<int> previous, Span<int> next)
    {
        var count = symbols.Length;
        for (var i = 0; i < count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
            PushPair(ref queue, symbols, i, i + 1);
        }

        while (queue.TryPop(out var rank, out var position))
        {
            var right = next[position];
            if (symbols[position] == Gone || right == count
                || !_merges.TryGet(symbols[position], symbols[right], out var merge) || merge.Rank != rank)
            {
                // What waited has been merged away meanwhile.
                continue;
            }

            (symbols[position], symbols[right]) = (merge.Id, Gone);
            next[position] = next[right];
            if (next[right] < count)
            {
                previous[next[right]] = position;
            }

            PushPair(ref queue, symbols, previous[position], position);
            PushPair(ref queue, symbols, position, next[position]);
        }
    }

    private void PushPair(ref MergeQueue queue, ReadOnlySpan<int> symbols, int left, int right)
    {
        if (left >= 0 && right < symbols.Length
            && _merges.TryGet(symbols[left], symbols[right], out var merge))
        {
            queue.Push(merge.Rank, left);
        }
    }

    private static int Compact(Span<int> symbols)
    {
        var kept = 0;
        foreach (var symbol in symbols)
        {
            if (symbol != Gone)
            {
                symbols[kept++] = symbol;
            }
        }

        return kept;
    }
}
