namespace Egtlm.Eval.Metrics;

/// <summary>How likely a correlation at least as strong is by chance.</summary>
public static class CorrelationSignificance
{
    /// <summary>The two-sided p-value of Pearson's r, or of Spearman's, under Student's t: I(1 − r²; ν/2, 1/2) with
    /// ν = <paramref name="count"/> − 2 degrees of freedom.</summary>
    /// <param name="count">Values on each side, at least 2; two values say nothing and give 1, as scipy
    /// <c>pearsonr</c>.</param>
    /// <returns>A value in [0, 1]; NaN when <paramref name="correlation"/> is NaN.</returns>
    /// <remarks>Matches scipy <c>pearsonr</c> and <c>spearmanr</c> to 1e-12.</remarks>
    public static double PValue(double correlation, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (double.IsNaN(correlation))
        {
            return double.NaN;
        }

        if (count == 2)
        {
            return 1;
        }

        // DLMF 8.17.20: I(x; a + 1, b) = I(x; a, b) − xᵃ(1 − x)ᵇ / (a·B(a, b)), from a = 1/2 or 1 upwards.
        var strength = Math.Min(Math.Abs(correlation), 1);
        var x = (1 - strength) * (1 + strength);
        var (a, value, beta) = count % 2 == 0
            ? (1.0, 1 - strength, 2.0)
            : (0.5, 2 / Math.PI * Math.Acos(strength), Math.PI);
        for (; a < (count - 2) / 2.0; a++)
        {
            value -= Math.Pow(x, a) * strength / (a * beta);
            beta *= a / (a + 0.5);
        }

        return Math.Clamp(value, 0, 1);
    }
}
