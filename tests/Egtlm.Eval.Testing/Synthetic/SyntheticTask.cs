using System.Globalization;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Testing.Synthetic;

using Splits = Dictionary<string, SyntheticTable>;

/// <summary>Makes up the tables of a task as its repository on the hub holds them.</summary>
public static class SyntheticTask
{
    /// <summary>Configuration → split → rows, for all subsets and splits of the task.</summary>
    public static Dictionary<string, Splits> TablesOf(
        TaskDefinition task, Func<TaskDefinition, string, string, SyntheticSize> sizeOf)
    {
        var tables = new Dictionary<string, Splits>();
        foreach (var subset in task.Subsets)
        {
            foreach (var split in task.Splits)
            {
                var isChinese = subset.Languages[0] is "cmn-Hans" or "cmo-Hans";
                var seed = $"{task.Dataset.Path}{subset.Name}{split}".Sum(c => c * 31);
                var part = new Part(subset.Name, split, sizeOf(task, split, subset.Name), new SyntheticText(isChinese, seed));
                Add(tables, task, part);
            }
        }

        return task.Dataset.SubsetColumn is { } column ? Stacked(tables, column) : tables;
    }

    private static void Add(Dictionary<string, Splits> tables, TaskDefinition task, Part part)
    {
        switch (task)
        {
            case StsTask sts:
                Put(tables, part.Subset, part.Split, Pairs(part, sts.Columns, isGold: true));
                break;
            case PairClassificationTask pairs:
                Put(tables, part.Subset, part.Split, Pairs(part, pairs.Columns, isGold: false));
                break;
            case ClassificationTask classes:
                Put(tables, part.Subset, classes.TrainSplit, Labelled(part, classes.Columns, part.Size.Train));
                Put(tables, part.Subset, part.Split, Labelled(part, classes.Columns, part.Size.Samples));
                break;
            case ClusteringTask clusters:
                Put(tables, part.Subset, part.Split, Clusters(part, clusters));
                break;
            case SummarizationTask summaries:
                Put(tables, part.Subset, part.Split, Summaries(part, summaries.Columns));
                break;
            case RetrievalTask or RerankingTask:
                SyntheticRetrieval.AddTo(tables, task, part);
                break;
        }
    }

    internal static void Put(Dictionary<string, Splits> tables, string configuration, string split, SyntheticTable table)
    {
        tables.TryAdd(configuration, []);
        tables[configuration].TryAdd(split, table);
    }

    private static SyntheticTable Pairs(Part part, PairColumns columns, bool isGold)
    {
        var rows = part.Size.Samples;
        var (first, second, scores) = (new string[rows], new string[rows], new long[rows]);
        for (var row = 0; row < rows; row++)
        {
            scores[row] = isGold ? row % 6 : row % 2;
            var topic = part.Text.Next(50);
            first[row] = part.Text.Of(topic, part.Short);
            second[row] = scores[row] switch
            {
                0 => part.Text.Of(50 + part.Text.Next(50), part.Short),
                1 or 2 => part.Text.Of(topic, part.Short),
                _ => first[row][..^1] + part.Text.Of(topic, 3),
            };
        }

        Array label = isGold ? scores.Select(score => score / 2.0).ToArray() : scores;
        return new SyntheticTable(
            new(columns.Sentence1, first), new(columns.Sentence2, second), new(columns.Label, label));
    }

    private static SyntheticTable Labelled(Part part, LabelledColumns columns, int rows)
    {
        long[] labels = [.. Enumerable.Range(0, rows).Select(row => (long)(row % part.Size.Labels))];
        return new SyntheticTable(
            new(columns.Text, labels.Select(label => part.Text.Of((int)label, part.Short)).ToArray()),
            new(columns.Label, labels));
    }

    private static SyntheticTable Clusters(Part part, ClusteringTask task)
    {
        var isTree = task.Transforms.Any(step => step.Kind == TransformKind.SplitLabels);
        var isInSets = task.Protocol == ClusteringProtocol.Legacy
            || task.Transforms.Any(step => step.Kind == TransformKind.FlattenSets);
        var rows = part.Size.Samples;
        int[] topics = [.. Enumerable.Range(0, rows).Select(_ => part.Text.Next(part.Size.Labels))];
        string[] texts = [.. topics.Select(topic => part.Text.Of(topic, part.Size.Words))];
        string[] labels = [.. topics.Select(topic => isTree
            ? string.Create(CultureInfo.InvariantCulture, $"area{topic % 2}.topic{topic}")
            : string.Create(CultureInfo.InvariantCulture, $"topic{topic}"))];
        return isInSets
            ? new SyntheticTable(
                new(task.Columns.Text, texts.Chunk(Math.Max(1, rows / part.Size.Sets)).ToArray()),
                new(task.Columns.Label, labels.Chunk(Math.Max(1, rows / part.Size.Sets)).ToArray()))
            : new SyntheticTable(new(task.Columns.Text, texts), new(task.Columns.Label, labels));
    }

    private static SyntheticTable Summaries(Part part, SummarizationColumns columns)
    {
        const int Human = 3;
        const int Machine = 5;
        var rows = Math.Min(part.Size.Samples, 20);
        var (texts, human, machine, relevance) =
            (new string[rows], new string[rows][], new string[rows][], new double[rows][]);
        for (var row = 0; row < rows; row++)
        {
            texts[row] = part.Text.Of(row, part.Size.Words);
            human[row] = [.. Enumerable.Range(0, Human).Select(_ => part.Text.Of(row, part.Short))];
            machine[row] = [.. Enumerable.Range(0, Machine).Select(i => part.Text.Of(row + (i * 10), part.Short))];
            relevance[row] = [.. Enumerable.Range(0, Machine).Select(i => 5.0 - i + (part.Text.Next(10) / 10.0))];
        }

        return new SyntheticTable(
            new(columns.Text, texts),
            new(columns.HumanSummaries, human),
            new(columns.MachineSummaries, machine),
            new(columns.Relevance, relevance));
    }

    /// <summary>mteb's fast loading: the subsets of a split in one table of the configuration <c>default</c>.</summary>
    private static Dictionary<string, Splits> Stacked(Dictionary<string, Splits> tables, string column) => new()
    {
        ["default"] = tables.Values.SelectMany(splits => splits.Keys).Distinct().ToDictionary(
            split => split,
            split => SyntheticTable.Stack(column, [.. tables.Select(subset => (subset.Key, subset.Value[split]))])),
    };

    /// <summary>One subset and split of a task.</summary>
    internal sealed record Part(string Subset, string Split, SyntheticSize Size, SyntheticText Text)
    {
        /// <summary>Words of a query, sentence or utterance.</summary>
        public int Short => Math.Max(4, Size.Words / 4);
    }
}
