namespace Egtlm.Eval.Metrics;

/// <summary>1 / rank of the first relevant document.</summary>
public static class ReciprocalRank
{
    /// <summary>Reciprocal rank within the first <paramref name="k"/>; 0 when none of them is relevant.</summary>
    /// <param name="grades">Grade of each ranked document, best first; relevant when above 0.</param>
    public static double At(ReadOnlySpan<int> grades, int k)
    {
        var first = grades[..Math.Min(k, grades.Length)].IndexOfAnyInRange(1, int.MaxValue);
        return first < 0 ? 0 : 1.0 / (first + 1);
    }
}
