using Egtlm.Eval.Results;

namespace Egtlm.Eval.Metrics;

/// <summary>What is known of the machine summaries of one text: one value per summary in each list.</summary>
/// <param name="Gold">Human ratings.</param>
/// <param name="Model">The model's own similarity to the nearest human summary.</param>
/// <param name="Cosine">Cosine with the nearest human summary.</param>
/// <param name="Dot">Largest inner product with a human summary.</param>
public sealed record RatedSummaries(double[] Gold, double[] Model, double[] Cosine, double[] Dot)
{
    /// <summary>Whether a correlation can be computed: not all ratings, cosines or inner products are equal.</summary>
    internal bool IsRanked => Gold.Distinct().Count() != 1 && Cosine.Distinct().Count() != 1
        && Dot.Distinct().Count() != 1;
}

/// <summary>Correlation of similarity and human ratings, text by text.</summary>
/// <remarks>Source: mteb/_evaluators/text/summarization_evaluator.py.</remarks>
public static class SummaryScores
{
    private delegate double Measure(ReadOnlySpan<double> x, ReadOnlySpan<double> y);

    /// <summary>Mean over the texts of Pearson's and Spearman's correlation, in mteb's order; a text whose ratings or
    /// similarities are all equal is left out, NaN when none is left.</summary>
    /// <param name="includesPValues">Whether p-values are averaged with the correlations: mteb's deprecated evaluator
    /// takes the mean of scipy's (statistic, p-value) pairs (mteb issue 1156).</param>
    public static Scores Of(IReadOnlyList<RatedSummaries> texts, bool includesPValues)
    {
        RatedSummaries[] ranked = [.. texts.Where(text => text.IsRanked)];
        return new Scores
        {
            { "pearson", Mean(ranked, Correlation.Pearson, text => text.Model, includesPValues) },
            { "spearman", Mean(ranked, Correlation.Spearman, text => text.Model, includesPValues) },
            { "cosine_spearman", Mean(ranked, Correlation.Spearman, text => text.Cosine, includesPValues) },
            { "cosine_pearson", Mean(ranked, Correlation.Pearson, text => text.Cosine, includesPValues) },
            { "dot_pearson", Mean(ranked, Correlation.Pearson, text => text.Dot, includesPValues) },
            { "dot_spearman", Mean(ranked, Correlation.Spearman, text => text.Dot, includesPValues) },
        };
    }

    private static double Mean(
        RatedSummaries[] texts, Measure measure, Func<RatedSummaries, double[]> similarity, bool includesPValues)
    {
        var values = new List<double>();
        foreach (var text in texts)
        {
            var correlation = measure(text.Gold, similarity(text));
            values.Add(correlation);
            if (includesPValues)
            {
                values.Add(CorrelationSignificance.PValue(correlation, text.Gold.Length));
            }
        }

        return NumpyMath.Mean([.. values]);
    }
}
