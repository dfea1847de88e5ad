namespace Egtlm.Eval.Metrics;

/// <summary>Normalised discounted cumulative gain with linear gain: grade / log2(rank + 1).</summary>
/// <remarks>Järvelin &amp; Kekäläinen 2002, doi:10.1145/582415.582418. Equals trec_eval <c>ndcg_cut</c>.</remarks>
public static class Ndcg
{
    /// <summary>nDCG of the first <paramref name="k"/> documents.</summary>
    /// <param name="grades">
    /// Grade of each ranked document, best first; 0 when unjudged, negative grades gain nothing.
    /// </param>
    /// <param name="ideal">The positive grades of the query, descending.</param>
    /// <returns>A value in [0, 1]; 0 when no document is relevant.</returns>
    public static double At(ReadOnlySpan<int> grades, ReadOnlySpan<int> ideal, int k)
    {
        var best = Gain(ideal, k);
        return best > 0 ? Gain(grades, k) / best : 0;
    }

    private static double Gain(ReadOnlySpan<int> grades, int k)
    {
        var gain = 0.0;
        for (var i = 0; i < Math.Min(k, grades.Length); i++)
        {
            if (grades[i] > 0)
            {
                gain += grades[i] / Math.Log2(i + 2);
            }
        }

        return gain;
    }
}
