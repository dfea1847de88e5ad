using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads sentence pairs.</summary>
internal static class PairReader
{
    /// <summary>Pairs with a gold similarity.</summary>
    public static async Task<StsData> ReadStsAsync(
        StsTask task, DataLocation location, CancellationToken cancellation)
    {
        var columns = task.Columns;
        var (sentences1, sentences2, scores) = (new List<string>(), new List<string>(), new List<double>());
        await JsonLines.ReadAsync(location.SplitFile, Read, cancellation).ConfigureAwait(false);
        return new StsData(sentences1, sentences2, scores);

        void Read(JsonRow row)
        {
            sentences1.Add(row.Text(columns.Sentence1));
            sentences2.Add(row.Text(columns.Sentence2));
            scores.Add(row.Real(columns.Label));
        }
    }

    /// <summary>Pairs with a label: one a line, or the older form, one line of three lists.</summary>
    public static async Task<PairClassificationData> ReadLabelledAsync(
        PairClassificationTask task, DataLocation location, CancellationToken cancellation)
    {
        var columns = task.Columns;
        var (sentences1, sentences2, labels) = (new List<string>(), new List<string>(), new List<long>());
        await JsonLines.ReadAsync(location.SplitFile, Read, cancellation).ConfigureAwait(false);
        return new PairClassificationData(sentences1, sentences2, labels);

        void Read(JsonRow row)
        {
            // Local copies may already have the names that mteb renames sent1 and sent2 to.
            columns = row.Row.TryGetProperty(columns.Sentence1, out _) ? columns
                : row.Row.TryGetProperty(PairColumns.Renamed.Sentence1, out _) ? PairColumns.Renamed
                : columns;
            if (row.IsList(columns.Sentence1))
            {
                ReadLists(row);
                return;
            }

            sentences1.Add(row.Text(columns.Sentence1));
            sentences2.Add(row.Text(columns.Sentence2));
            labels.Add(row.Integer(columns.Label));
        }

        // mteb/abstasks/pair_classification.py takes lists from a data set of exactly one row.
        void ReadLists(JsonRow row)
        {
            if (labels.Count > 0)
            {
                throw row.Failure("found a second row in a file of lists, expected one row, or one pair a row");
            }

            sentences1.AddRange(row.Texts(columns.Sentence1));
            sentences2.AddRange(row.Texts(columns.Sentence2));
            labels.AddRange(row.Integers(columns.Label));
            if (sentences1.Count != sentences2.Count || sentences1.Count != labels.Count)
            {
                throw row.Failure(FormattableString.Invariant(
                    $"found lists of {sentences1.Count}, {sentences2.Count} and {labels.Count}, expected one length"));
            }
        }
    }
}
