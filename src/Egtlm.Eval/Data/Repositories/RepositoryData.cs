using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>Finds the tables of a task in a dataset repository, so that no other file need be fetched.</summary>
public static class RepositoryData
{
    /// <summary>The tables of one subset and split, as mteb finds them; paths are those of the layout.</summary>
    /// <remarks>Sources: mteb 2.20, abstask.py load_data and fast_load, retrieval_dataset_loaders.py.</remarks>
    /// <exception cref="EvaluationException">A configuration, split or file is not there; the message says what
    /// is.</exception>
    public static PartTables TablesOf(TaskDefinition task, string subset, string split, DatasetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(layout);
        var prefix = subset == DatasetLayout.DefaultName ? "" : subset + "-";
        if (task is RetrievalTask || (task is RerankingTask && layout.Has(prefix + "corpus")))
        {
            return RetrievalOf(task, prefix, split, layout);
        }

        var column = task.Dataset.SubsetColumn;
        var filter = column is null ? null : new RowFilter(column, subset);
        // The default configuration need not be called so.
        var isNamed = column is null && subset != DatasetLayout.DefaultName;
        var configuration = layout.Configuration(isNamed ? subset : null);
        return new PartTables
        {
            Rows = Table(configuration, split) with { Filter = filter },
            Train = TrainingSplit(task) is { } training
                ? Table(configuration, training) with { Filter = filter }
                : null,
        };

        DataTable Table(DatasetConfiguration one, string name) => TableOf(
            layout, one, one.Splits.FirstOrDefault(found => found.Name == name) ?? throw NoSplit(layout, one, name));
    }

    private static string? TrainingSplit(TaskDefinition task) => task switch
    {
        ClassificationTask classification => classification.TrainSplit,
        GenerationTask { Shots: { } shots } => shots.Split,
        _ => null,
    };

    private static PartTables RetrievalOf(TaskDefinition task, string prefix, string split, DatasetLayout layout)
    {
        var qrels = prefix.Length > 0 || !layout.Has(DatasetLayout.DefaultName)
            ? prefix + "qrels"
            : DatasetLayout.DefaultName;
        var queries = layout.Has("query") ? "query" : prefix + "queries";
        var candidates = prefix + "top_ranked";
        if (task is RerankingTask && !layout.Has(candidates))
        {
            throw new EvaluationException(
                $"dataset '{layout.Dataset}' has no configuration '{candidates}', which '{task.Name}' needs",
                "a reranking task needs the candidates of each query");
        }

        return new PartTables
        {
            Qrels = Table(qrels),
            Corpus = Table(prefix + "corpus"),
            Queries = Table(queries),
            TopRanked = Optional(candidates),
            Instructions = Optional(prefix + "instruction"),
        };

        DataTable? Optional(string name) => layout.Has(name) ? Table(name) : null;

        DataTable Table(string name)
        {
            // _get_split: the wanted split, or the only one that there is, such as 'corpus' of corpus.
            var one = layout.Configuration(name);
            var found = one.Splits.FirstOrDefault(candidate => candidate.Name == split)
                ?? (one.Splits.Count == 1 ? one.Splits[0] : throw NoSplit(layout, one, split));
            return TableOf(layout, one, found);
        }
    }

    private static DataTable TableOf(DatasetLayout layout, DatasetConfiguration configuration, DatasetSplit split)
    {
        var place = $"configuration '{configuration.Name}' of '{layout.Dataset}', split '{split.Name}'";
        if ((split.Missing ?? Shards.Missing(split.Files)) is { } missing)
        {
            throw new EvaluationException($"{place}: the file '{missing}' is missing", "fetch the data set again");
        }

        var files = split.Files.Where(file => TableFormats.Of(file) is not null).ToArray();
        if (files.Length == 0)
        {
            throw split.Files.Count == 0
                ? new EvaluationException($"{place}: no file matches what README.md names")
                : new EvaluationException(
                    $"{place}: '{split.Files[0]}' has a format that cannot be read",
                    $"expected {TableFormats.Expected}");
        }

        return new DataTable(files) { Field = configuration.Field, Separator = configuration.Separator };
    }

    private static EvaluationException NoSplit(
        DatasetLayout layout, DatasetConfiguration configuration, string split) =>
        new($"configuration '{configuration.Name}' of '{layout.Dataset}' has no split '{split}'; it has "
            + DatasetLayout.Quoted(configuration.Splits.Select(one => one.Name)));
}
