using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>What one subset and split of a task gives an encoder to do.</summary>
/// <param name="Texts">Texts to encode, duplicates counted.</param>
/// <param name="Characters">Code points of all of them, templates left out.</param>
/// <param name="Language">ISO 639-3 and script of the subset.</param>
public sealed record PartWork(TaskDefinition Task, string Split, string Subset, long Texts, long Characters, string Language)
{
    /// <summary>The work of every part of a task, from the numbers in its file; null where the file has none.</summary>
    public static IReadOnlyList<PartWork>? Of(TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);
        PartWork?[] parts =
        [
            .. task.Splits.SelectMany(split => task.Subsets.Select(subset => Of(task, split, subset))),
        ];
        return parts.Contains(null) ? null : [.. parts.OfType<PartWork>()];
    }

    private static PartWork? Of(TaskDefinition task, string split, TaskSubset subset)
    {
        var count = task.Counts.FirstOrDefault(one => one.Split == split && one.Subset == subset.Name);
        if (count?.Characters is not { } characters || Read(task, count) is not { Available: > 0 } read)
        {
            return null;
        }

        // Characters are those of the whole split; training rows are taken to be as long as the evaluated ones.
        var each = (double)characters / read.Available;
        return new PartWork(task, split, subset.Name, read.Encoded, (long)(each * read.Encoded), subset.Languages[0]);
    }

    /// <summary>Texts of the split, and texts that the protocol encodes.</summary>
    private static (long Available, long Encoded)? Read(TaskDefinition task, ItemCount count) => task switch
    {
        RetrievalTask or RerankingTask when (count.Documents, count.Queries) is ({ } documents, { } queries) =>
            (documents + queries, documents + queries),
        StsTask or PairClassificationTask when count.Samples is { } pairs => (2L * pairs, 2L * pairs),
        ClassificationTask classes when count is { Samples: { } rows, Train: { } train } =>
            (rows, rows + Drawn(classes, count.Labels, train)),
        ClusteringTask clusters when count.Samples is { } rows => (rows, Sampled(clusters, rows)),
        _ => null,
    };

    /// <summary>Most training rows that the experiments draw together.</summary>
    private static long Drawn(ClassificationTask task, int? labels, int train) =>
        Math.Min(train, (long)(labels ?? train) * task.SamplesPerLabel * task.Experiments);

    private static long Sampled(ClusteringTask task, int rows) =>
        Math.Min(rows, task.MaxDocuments ?? (task.MaxFraction is { } fraction ? (long)(fraction * rows) : rows));
}
