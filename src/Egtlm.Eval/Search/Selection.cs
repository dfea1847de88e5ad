namespace Egtlm.Eval.Search;

/// <summary>Partial sorting.</summary>
internal static class Selection
{
    /// <summary>
    /// Moves the <paramref name="count"/> largest keys to the front, in any order (Hoare's quickselect).
    /// </summary>
    /// <param name="keys">Distinct.</param>
    public static void LargestFirst(Span<ulong> keys, int count)
    {
        while (count > 0 && count < keys.Length)
        {
            var pivot = MedianOfThree(keys[0], keys[keys.Length / 2], keys[^1]);
            int left = 0, right = keys.Length - 1;
            while (left <= right)
            {
                while (keys[left] > pivot)
                {
                    left++;
                }

                while (keys[right] < pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (keys[left], keys[right]) = (keys[right], keys[left]);
                    left++;
                    right--;
                }
            }

            // [0..right] are at least the pivot, [left..] at most; what is between equals it.
            if (count <= right + 1)
            {
                keys = keys[..(right + 1)];
            }
            else if (count > left)
            {
                keys = keys[left..];
                count -= left;
            }
            else
            {
                return;
            }
        }
    }

    private static ulong MedianOfThree(ulong a, ulong b, ulong c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
