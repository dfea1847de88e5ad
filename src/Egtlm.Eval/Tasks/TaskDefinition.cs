using System.Text.Json.Serialization;

namespace Egtlm.Eval.Tasks;

/// <summary>The kind of a task: decides the data layout, the protocol and the metrics.</summary>
public enum TaskType
{
    Retrieval,
    Reranking,
    Sts,
    Classification,
    Clustering,
    PairClassification,
    Summarization,
    Generation,
}

/// <summary>Where a data set comes from: a Hugging Face path and the pinned commit.</summary>
/// <param name="SubsetColumn">The column that names the subset of a row, where all subsets lie in one table (mteb's
/// <c>fast_loading</c>); null where every subset is a configuration of its own.</param>
public sealed record DatasetReference(string Path, string Revision, string? SubsetColumn = null);

/// <summary>What mteb's <c>dataset_transform</c> does to a data set before it is evaluated.</summary>
public enum TransformKind
{
    /// <summary>Sets of texts become rows, one after another (<c>itertools.chain</c> over the columns).</summary>
    FlattenSets,

    /// <summary>A label such as <c>cs.CL</c> becomes the path of its parts, cut at <c>separator</c>.</summary>
    SplitLabels,

    /// <summary>The <c>test</c> part of <c>train_test_split(test_size=size, seed=42)</c>.</summary>
    Subsample,

    /// <summary>mteb's <c>stratified_subsampling</c> to <c>size</c> rows with seed 42.</summary>
    StratifiedSubsample,

    /// <summary>Rows whose label occurs once are left out.</summary>
    DropSingleLabels,
}

/// <summary>One step of a data set's preparation; applied to the evaluated split, in order.</summary>
public sealed record DatasetTransform(TransformKind Kind, int? Size = null, string? Separator = null);

/// <summary>Known numbers of items of a split after its transforms, from mteb's descriptive statistics; null where they
/// do not apply.</summary>
/// <param name="Samples">Rows: pairs, test texts, clustered texts, texts with summaries.</param>
/// <param name="Train">Rows of the training split.</param>
/// <param name="Documents">Documents of the corpus.</param>
/// <param name="Queries">Queries with judgements.</param>
/// <param name="Labels">Distinct labels of the evaluated split.</param>
/// <param name="Characters">Code points of all texts of the evaluated split: both sentences, documents and queries,
/// and so on; for estimates.</param>
public sealed record ItemCount(
    string Split,
    string Subset = "default",
    int? Samples = null,
    int? Train = null,
    int? Documents = null,
    int? Queries = null,
    int? Labels = null,
    long? Characters = null);

/// <summary>A part of a data set, with the languages that mteb writes into results, such as <c>eng-Latn</c>.</summary>
public sealed record TaskSubset(string Name, IReadOnlyList<string> Languages);

/// <summary>The instruction of a task: one text for every input, or one per prompt type (null if missing).</summary>
/// <remarks>In a task file: a string, or an object with <c>query</c>, <c>document</c> or both.</remarks>
[JsonConverter(typeof(TaskPromptConverter))]
public sealed record TaskPrompt(string? Text, string? Query = null, string? Document = null);

/// <summary>What every task file says. One sealed record per task type adds its protocol.</summary>
public abstract record TaskDefinition
{
    /// <summary>Where editors find the schema; unused here.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public abstract TaskType Type { get; }

    /// <summary>The name in mteb, which is also the name of the file.</summary>
    public required string Name { get; init; }

    public required DatasetReference Dataset { get; init; }

    /// <summary>Subsets in mteb's order; a data set without subsets has one named <c>default</c>.</summary>
    public required IReadOnlyList<TaskSubset> Subsets { get; init; }

    /// <summary>Evaluated splits, in order.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>The metric that becomes <c>main_score</c>.</summary>
    public required string MainScore { get; init; }

    public TaskPrompt? Prompt { get; init; }

    /// <summary>What is done to the data set before it is evaluated, in order.</summary>
    public IReadOnlyList<DatasetTransform> Transforms { get; init; } = [];

    /// <summary>Known numbers of items, which <c>data check</c> and <c>tasks validate --data</c> compare.</summary>
    public IReadOnlyList<ItemCount> Counts { get; init; } = [];

    /// <summary>Tasks whose main scores this one averages (mteb's <c>AbsTaskAggregate</c>); empty for a task with data
    /// of its own.</summary>
    public IReadOnlyList<string> SubTasks { get; init; } = [];

    /// <summary>Whether the task has no data but averages <see cref="SubTasks"/>.</summary>
    [JsonIgnore]
    public bool IsAggregate => SubTasks.Count > 0;

    /// <summary>A page that describes the data set.</summary>
    public string? Reference { get; init; }

    /// <summary>Full path of the file that this was read from; empty for a task that was made in code.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = "";
}

public sealed record RetrievalTask : TaskDefinition
{
    /// <summary>Removes a document whose id equals the query's id, after the top-1000 cut.</summary>
    public bool IgnoreIdenticalIds { get; init; }

    public override TaskType Type => TaskType.Retrieval;
}

public sealed record RerankingTask : TaskDefinition
{
    public override TaskType Type => TaskType.Reranking;
}

public sealed record StsTask : TaskDefinition
{
    /// <summary>Lowest gold score of the data set's scale.</summary>
    public required double MinScore { get; init; }

    /// <summary>Highest gold score of the data set's scale.</summary>
    public required double MaxScore { get; init; }

    public PairColumns Columns { get; init; } = new("sentence1", "sentence2", "score");

    public override TaskType Type => TaskType.Sts;
}

public sealed record PairClassificationTask : TaskDefinition
{
    public PairColumns Columns { get; init; } = PairColumns.Renamed;

    public override TaskType Type => TaskType.PairClassification;
}

/// <summary>Column names of a pair data set; Label is the gold score or class.</summary>
public sealed record PairColumns(string Sentence1, string Sentence2, string Label)
{
    /// <summary>What mteb calls the columns of pair classification, whatever the data set calls them.</summary>
    internal static PairColumns Renamed { get; } = new("sentence1", "sentence2", "labels");
}

/// <summary>Column names of a labelled data set.</summary>
public sealed record LabelledColumns(string Text, string Label);

public sealed record ClassificationTask : TaskDefinition
{
    /// <summary>Training rows drawn per label in each experiment. mteb's default is 8.</summary>
    public int SamplesPerLabel { get; init; } = 8;

    /// <summary>Number of undersampled fits. mteb's default is 10.</summary>
    public int Experiments { get; init; } = 10;

    public string TrainSplit { get; init; } = "train";

    public LabelledColumns Columns { get; init; } = new("text", "label");

    public override TaskType Type => TaskType.Classification;
}

/// <summary>mteb has two clustering protocols; each task uses one (scoring-spec §2.3 and §2.4).</summary>
public enum ClusteringProtocol
{
    Legacy,
    Fast,
}

public sealed record ClusteringTask : TaskDefinition
{
    public required ClusteringProtocol Protocol { get; init; }

    /// <summary>Fast: share of the documents that is embedded; null embeds all unless <see cref="MaxDocuments"/> is
    /// set.</summary>
    public double? MaxFraction { get; init; }

    /// <summary>Fast: most documents that are embedded.</summary>
    public int? MaxDocuments { get; init; }

    /// <summary>Fast: label levels scored; null scores all.</summary>
    public int? MaxDepth { get; init; }

    public LabelledColumns Columns { get; init; } = new("sentences", "labels");

    public override TaskType Type => TaskType.Clustering;
}
