namespace Egtlm.Eval.Tasks;

/// <summary>Guesses which name was meant.</summary>
public static class NearestName
{
    /// <summary>The known name that differs least, or null when none is near.</summary>
    /// <remarks>
    /// Distance is Damerau-Levenshtein (optimal string alignment) without case; near is a third of the asked name's
    /// length, at least 1. The first of equally near names wins.
    /// </remarks>
    public static string? Find(string asked, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(known);
        var upper = asked.ToUpperInvariant();
        var nearest = known.Select(name => (Name: name, Distance: Distance(upper, name.ToUpperInvariant())))
            .DefaultIfEmpty((Name: "", Distance: int.MaxValue))
            .MinBy(item => item.Distance);
        return nearest.Distance <= Math.Max(1, asked.Length / 3) ? nearest.Name : null;
    }

    /// <summary><c>did you mean 'x'?</c>, or null when nothing is near.</summary>
    public static string? Hint(string asked, IEnumerable<string> known) =>
        Find(asked, known) is { } name ? $"did you mean '{name}'?" : null;

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.</summary>
    internal static int Distance(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = new int[to.Length + 1];
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            (beforeLast, last, row) = (last, row, beforeLast);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }

        return row[to.Length];
    }
}
