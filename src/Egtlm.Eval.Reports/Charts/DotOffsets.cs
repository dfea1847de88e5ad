namespace Egtlm.Eval.Reports.Charts;

/// <summary>Keeps dots of one row apart.</summary>
internal static class DotOffsets
{
    /// <summary>Moves dots that would hide each other up and down.</summary>
    /// <param name="places">Pixels, ascending.</param>
    public static double[] Of(double[] places)
    {
        const double Near = 5;
        var offsets = new double[places.Length];
        for (var start = 0; start < places.Length;)
        {
            var end = start + 1;
            while (end < places.Length && places[end] - places[end - 1] < Near)
            {
                end++;
            }

            var step = Math.Min(5, 14.0 / (end - start));
            for (var i = start; i < end; i++)
            {
                offsets[i] = (i - start - (end - start - 1) / 2.0) * step;
            }

            start = end;
        }

        return offsets;
    }
}
