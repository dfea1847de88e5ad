using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads texts with human and machine summaries, one text a line.</summary>
internal static class SummarizationReader
{
    public static async Task<SummarizationData> ReadAsync(
        SummarizationTask task, DataLocation location, CancellationToken cancellation)
    {
        var columns = task.Columns;
        var texts = new List<SummarizedText>();
        await JsonLines.ReadAsync(location.SplitFile, Read, cancellation).ConfigureAwait(false);
        return new SummarizationData(texts);

        void Read(JsonRow row)
        {
            var text = new SummarizedText(
                row.Text(columns.Text),
                row.Texts(columns.HumanSummaries),
                row.Texts(columns.MachineSummaries),
                row.Reals(columns.Relevance));
            texts.Add(text.HumanSummaries.Count > 0 && text.MachineSummaries.Count == text.Relevance.Count
                ? text
                : throw row.Failure(FormattableString.Invariant(
                    $"found {text.HumanSummaries.Count} human and {text.MachineSummaries.Count} machine summaries and ")
                    + FormattableString.Invariant($"{text.Relevance.Count} ratings, ")
                    + "expected a human summary or more and a rating per machine summary"));
        }
    }
}
