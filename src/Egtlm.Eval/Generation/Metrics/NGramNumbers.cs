namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Numbers for n-grams of token ids: equal n-grams have equal numbers, also across texts.</summary>
/// <param name="length">n, 1 at least.</param>
public sealed class NGramNumbers(int length)
{
    // Level k numbers (k+1)-grams by the number of their first k tokens and the last token.
    private readonly Dictionary<(int Head, int Last), int>[] _levels =
        [.. Enumerable.Range(0, length).Select(_ => new Dictionary<(int Head, int Last), int>())];

    /// <summary>How many different n-grams were numbered so far; their numbers are 0 to this − 1.</summary>
    public int Count => _levels[^1].Count;

    /// <summary>The number of the n-gram that starts at each place; empty where the text is shorter than n.</summary>
    public int[] Of(IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var numbers = new int[Math.Max(0, ids.Count - length + 1)];
        for (var start = 0; start < numbers.Length; start++)
        {
            var head = 0;
            for (var k = 0; k < length; k++)
            {
                var level = _levels[k];
                var key = (head, ids[start + k]);
                if (!level.TryGetValue(key, out head))
                {
                    head = level.Count;
                    level.Add(key, head);
                }
            }

            numbers[start] = head;
        }

        return numbers;
    }
}
