namespace Egtlm.Eval.Data;

/// <summary>The data of one subset and split of a task; one sealed record per layout.</summary>
public abstract record TaskData;

/// <summary>Sentence pairs with a gold similarity, row by row.</summary>
public sealed record StsData(
    IReadOnlyList<string> Sentences1, IReadOnlyList<string> Sentences2, IReadOnlyList<double> Scores) : TaskData;

/// <summary>Sentence pairs with a label, row by row; 1 is the positive class.</summary>
public sealed record PairClassificationData(
    IReadOnlyList<string> Sentences1, IReadOnlyList<string> Sentences2, IReadOnlyList<long> Labels) : TaskData;

/// <summary>Labelled training and test texts, in file order (the draws depend on it).</summary>
public sealed record ClassificationData(
    IReadOnlyList<string> TrainTexts,
    IReadOnlyList<Label> TrainLabels,
    IReadOnlyList<string> TestTexts,
    IReadOnlyList<Label> TestLabels) : TaskData;

/// <summary>Texts with a label each, clustered as one set.</summary>
public sealed record ClusteringSet(IReadOnlyList<string> Texts, IReadOnlyList<Label> Labels);

/// <summary>Sets that mteb's legacy protocol clusters one by one.</summary>
public sealed record LegacyClusteringData(IReadOnlyList<ClusteringSet> Sets) : TaskData;

/// <summary>Documents of mteb's fast clustering; each has one label per level, coarse first (one level for flat
/// data).</summary>
public sealed record FastClusteringData(
    IReadOnlyList<string> Texts, IReadOnlyList<IReadOnlyList<Label>> LabelPaths) : TaskData;

/// <summary>A document of a corpus; an empty title is no title.</summary>
public sealed record CorpusDocument(string Id, string Title, string Text);

/// <summary>A query; the instruction column of instruction-following sets is null elsewhere.</summary>
public sealed record RetrievalQuery(string Id, string Text, string? Instruction = null);

/// <summary>A retrieval or reranking set.</summary>
/// <param name="Corpus">Documents in file order.</param>
/// <param name="Queries">Queries in file order, with or without judgements.</param>
/// <param name="Qrels">Query id → document id → grade; a grade of 1 or more is relevant.</param>
/// <param name="TopRanked">Query id → candidate document ids, for reranking; null for retrieval over the whole
/// corpus.</param>
public sealed record RetrievalData(
    IReadOnlyList<CorpusDocument> Corpus,
    IReadOnlyList<RetrievalQuery> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Qrels,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? TopRanked) : TaskData;

/// <summary>A text with its summaries; a rating per machine summary.</summary>
public sealed record SummarizedText(
    string Text,
    IReadOnlyList<string> HumanSummaries,
    IReadOnlyList<string> MachineSummaries,
    IReadOnlyList<double> Relevance);

/// <summary>Texts with human summaries and rated machine summaries.</summary>
public sealed record SummarizationData(IReadOnlyList<SummarizedText> Texts) : TaskData;
