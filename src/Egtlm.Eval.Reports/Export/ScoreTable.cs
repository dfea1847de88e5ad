using System.Text;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Export;

/// <summary>Every number of some results as CSV (RFC 4180, UTF-8, LF), a line each.</summary>
public static class ScoreTable
{
    /// <summary>
    /// Columns task, subset, split, metric and score; scores to 6 decimals as in the files, <c>nan</c> included.
    /// </summary>
    public static string Write(ResultSet results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new StringBuilder("task,subset,split,metric,score\n");
        foreach (var (task, document) in results.Documents.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            foreach (var (split, subset) in document.Splits.SelectMany(
                split => split.Subsets.Select(subset => (split.Name, subset))))
            {
                foreach (var metric in subset.Values.Select(item => item.Key))
                {
                    if (subset.NumberOf(metric) is { } score)
                    {
                        string[] cells = [task, subset.Subset, split, metric, PythonFloat.Repr(score)];
                        text.Append(CsvText.Line(cells)).Append('\n');
                    }
                }
            }
        }

        return text.ToString();
    }
}
