namespace Egtlm.Eval.Models.Tokenization;

/// <summary>How much of two texts remains when both share one limit.</summary>
internal static class PairTruncation
{
    /// <summary>
    /// The longer text gives first; where both must give, each keeps half and the longer (the second of equals) the odd
    /// token. Rule of <c>longest_first</c> in huggingface/tokenizers, truncation.rs.
    /// </summary>
    public static (int First, int Second) LongestFirst(int first, int second, int room)
    {
        if (first + second <= room)
        {
            return (first, second);
        }

        var shorter = Math.Min(first, second);
        var longer = Math.Max(shorter, room - shorter);
        if (shorter + longer > room)
        {
            (shorter, longer) = (room / 2, (room / 2) + (room % 2));
        }

        return first > second ? (longer, shorter) : (shorter, longer);
    }
}
