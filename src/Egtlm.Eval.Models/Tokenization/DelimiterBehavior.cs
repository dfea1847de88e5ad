namespace Egtlm.Eval.Models.Tokenization;

/// <summary>What becomes of the matches when text is cut at them.</summary>
internal enum DelimiterBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

internal static class DelimiterBehaviors
{
    public static DelimiterBehavior Read(JsonPart part) =>
        Enum.TryParse<DelimiterBehavior>(part.Text, out var behavior) && Enum.IsDefined(behavior)
            ? behavior
            : throw part.Wrong("one of " + string.Join(", ", Enum.GetNames<DelimiterBehavior>()));

    /// <summary>Appends non-empty pieces, <paramref name="offset"/> added to the places of the parts.</summary>
    public static void AppendPieces(
        this DelimiterBehavior behavior,
        List<(int Start, int End, bool IsMatch)> parts,
        int offset,
        List<(int Start, int End)> pieces)
    {
        var first = pieces.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            var (start, end, isMatch) = parts[i];
            if (start == end || (isMatch && behavior == DelimiterBehavior.Removed))
            {
                continue;
            }

            if (i > 0 && pieces.Count > first && Joins(behavior, parts[i - 1].IsMatch, isMatch))
            {
                pieces[^1] = (pieces[^1].Start, end + offset);
            }
            else
            {
                pieces.Add((start + offset, end + offset));
            }
        }
    }

    private static bool Joins(DelimiterBehavior behavior, bool previousMatches, bool matches) => behavior switch
    {
        DelimiterBehavior.Removed or DelimiterBehavior.Isolated => false,
        DelimiterBehavior.Contiguous => previousMatches == matches,
        DelimiterBehavior.MergedWithPrevious => matches && !previousMatches,
        DelimiterBehavior.MergedWithNext => previousMatches && !matches,
    };
}
