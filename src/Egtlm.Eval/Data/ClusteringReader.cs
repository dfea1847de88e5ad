using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads texts to be clustered.</summary>
internal static class ClusteringReader
{
    /// <summary>One set a line: a list of texts and a list of labels.</summary>
    public static async Task<LegacyClusteringData> ReadLegacyAsync(
        ClusteringTask task, DataTable rows, CancellationToken cancellation)
    {
        var columns = task.Columns;
        var sets = new List<ClusteringSet>();
        await TableReader.ReadAsync(rows, [columns.Text, columns.Label], Read, cancellation).ConfigureAwait(false);
        return new LegacyClusteringData(sets);

        void Read(Row row)
        {
            var set = new ClusteringSet(row.Texts(columns.Text), row.Labels(columns.Label));
            CheckLengths(row, set.Texts.Count, set.Labels.Count);
            sets.Add(set);
        }
    }

    /// <summary>One text a line with its label, or its labels from coarse to fine; sets are put one after
    /// another.</summary>
    public static async Task<FastClusteringData> ReadFastAsync(
        ClusteringTask task, DataTable rows, CancellationToken cancellation)
    {
        var columns = task.Columns;
        var (texts, paths) = (new List<string>(), new List<IReadOnlyList<Label>>());
        await TableReader.ReadAsync(rows, [columns.Text, columns.Label], Read, cancellation).ConfigureAwait(false);
        return new FastClusteringData(texts, paths);

        void Read(Row row)
        {
            if (row.IsList(columns.Text))
            {
                // The *.v2 tasks of mteb flatten the sets of their older forms so.
                var (set, labels) = (row.Texts(columns.Text), row.Labels(columns.Label));
                CheckLengths(row, set.Count, labels.Count);
                texts.AddRange(set);
                paths.AddRange(labels.Select(label => (IReadOnlyList<Label>)[label]));
                return;
            }

            texts.Add(row.Text(columns.Text));
            paths.Add(row.IsList(columns.Label) ? row.Labels(columns.Label) : [row.Label(columns.Label)]);
            if (paths[^1].Count == 0)
            {
                throw row.Failure($"found an empty list in column '{columns.Label}', expected at least one label");
            }
        }
    }

    private static void CheckLengths(Row row, int texts, int labels)
    {
        if (texts != labels)
        {
            throw row.Failure(FormattableString.Invariant(
                $"found {texts} texts and {labels} labels, expected as many labels as texts"));
        }
    }
}
