using System.Numerics;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Pairs of ids to values: open addressing with linear probing, at most half full.</summary>
/// <remarks>
/// Dictionary hashes a 64-bit key to the exclusive or of its halves, which is nearly the same for all pairs of token
/// ids: with it Qwen2 made 0.2 million tokens a second of Chinese text instead of millions.
/// </remarks>
internal sealed class PairMap<TValue>
    where TValue : struct
{
    private const ulong Empty = ulong.MaxValue;

    private (ulong Key, TValue Value)[] _slots;
    private int _shift;
    private int _count;

    public PairMap(int capacity) => (_slots, _shift) = Allocate(capacity);

    public void Set(int first, int second, TValue value)
    {
        if (_count >= _slots.Length / 2)
        {
            Grow();
        }

        ref var slot = ref SlotOf(Key(first, second));
        _count += slot.Key == Empty ? 1 : 0;
        slot = (Key(first, second), value);
    }

    public bool TryGet(int first, int second, out TValue value)
    {
        ref var slot = ref SlotOf(Key(first, second));
        value = slot.Value;
        return slot.Key != Empty;
    }

    private ref (ulong Key, TValue Value) SlotOf(ulong key)
    {
        // 2^64 divided by the golden ratio: Knuth, The Art of Computer Programming 3, section 6.4.
        var index = (int)((key * 0x9E3779B97F4A7C15) >> _shift);
        while (_slots[index].Key != key && _slots[index].Key != Empty)
        {
            index = (index + 1) & (_slots.Length - 1);
        }

        return ref _slots[index];
    }

    private void Grow()
    {
        var old = _slots;
        (_slots, _shift) = Allocate(old.Length);
        foreach (var slot in old)
        {
            if (slot.Key != Empty)
            {
                SlotOf(slot.Key) = slot;
            }
        }
    }

    private static ((ulong, TValue)[] Slots, int Shift) Allocate(int capacity)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * capacity));
        var slots = new (ulong, TValue)[size];
        Array.Fill(slots, (Empty, default));
        return (slots, 64 - BitOperations.Log2((uint)size));
    }

    private static ulong Key(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;
}
