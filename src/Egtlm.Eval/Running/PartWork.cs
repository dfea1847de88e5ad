using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>What one subset and split of a task gives an encoder to do.</summary>
/// <param name="Texts">Texts to encode, duplicates counted.</param>
/// <param name="Characters">Code points of all of them, templates left out.</param>
/// <param name="Language">ISO 639-3 and script of the subset.</param>
public sealed record PartWork(
    TaskDefinition Task, string Split, string Subset, long Texts, long Characters, string Language)
{
    // SummEval has 11 human and 16 machine summaries for each of 100 texts; its characters count these.
    private const int SummariesPerText = 27;

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

    /// <summary>The work of a part, counted in its data.</summary>
    public static PartWork Of(TaskDefinition task, string split, string subset, TaskData data)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task is GenerationTask)
        {
            // What it generates is no text to encode.
            return new PartWork(task, split, subset, 0, 0, task.Subsets.First(one => one.Name == subset).Languages[0]);
        }

        IEnumerable<string> texts = data switch
        {
            StsData pairs => pairs.Sentences1.Concat(pairs.Sentences2),
            PairClassificationData pairs => pairs.Sentences1.Concat(pairs.Sentences2),
            ClassificationData rows => rows.TestTexts,
            LegacyClusteringData sets => sets.Sets.SelectMany(set => set.Texts),
            FastClusteringData rows => rows.Texts,
            RetrievalData set =>
                set.Corpus.Select(RetrievalText.Document).Concat(set.Queries.Select(query => query.Text)),
            SummarizationData summaries => summaries.Texts.SelectMany(
                text => text.HumanSummaries.Concat(text.MachineSummaries)),
            _ => throw new ArgumentException($"{data.GetType().Name} has no texts", nameof(data)),
        };
        var (count, characters) = texts.Aggregate(
            (Count: 0, Characters: 0L), (sum, text) => (sum.Count + 1, sum.Characters + text.Length));
        var named = task.Subsets.First(one => one.Name == subset);
        var items = ItemCounts.Of(data, split, subset) with
        {
            Characters = characters,
            Labels = (data as ClassificationData)?.TrainLabels.Distinct().Count(),
        };

        // Summaries are counted as they are; all else as the protocol draws from it.
        return (data is SummarizationData ? null : Of(task with { Counts = [items] }, split, named))
            ?? new PartWork(task, split, subset, count, characters, named.Languages[0]);
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
        SummarizationTask when count.Samples is { } rows => (rows * SummariesPerText, rows * SummariesPerText),
        _ => null,
    };

    /// <summary>Most training rows that the experiments draw together.</summary>
    private static long Drawn(ClassificationTask task, int? labels, int train) =>
        Math.Min(train, (long)(labels ?? train) * task.SamplesPerLabel * task.Experiments);

    private static long Sampled(ClusteringTask task, int rows) =>
        Math.Min(rows, task.MaxDocuments ?? (task.MaxFraction is { } fraction ? (long)(fraction * rows) : rows));
}
