using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads the data of a task from its tables.</summary>
public static class TaskDataReader
{
    /// <summary>Reads one subset and split in the layout of the task's type and applies the task's
    /// transforms.</summary>
    /// <param name="warn">Told of what is odd but does not stop an evaluation; null when nobody listens.</param>
    /// <returns>The record of the type: <see cref="RetrievalData"/> for retrieval and reranking,
    /// <see cref="LegacyClusteringData"/> or <see cref="FastClusteringData"/> for clustering, and so on.</returns>
    /// <exception cref="EvaluationException">A file is missing, empty or wrong; the message says where.</exception>
    public static async Task<TaskData> ReadAsync(
        TaskDefinition task, DataLocation location, Action<string>? warn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(location);
        var stored = await ReadAsStoredAsync(task, location, warn, cancellation).ConfigureAwait(false);
        return DatasetTransforms.Apply(task, stored);
    }

    private static async Task<TaskData> ReadAsStoredAsync(
        TaskDefinition task, DataLocation location, Action<string>? warn, CancellationToken cancellation)
    {
        var tables = location.Tables ?? FolderTables.Of(task, location);
        var rows = tables.Rows!; // not null for the types that read it
        return task switch
        {
            RetrievalTask => await RetrievalReader.ReadAsync(location, warn, cancellation).ConfigureAwait(false),
            RerankingTask => await RerankingReader.ReadAsync(location, warn, cancellation).ConfigureAwait(false),
            StsTask sts => await PairReader.ReadStsAsync(sts, rows, cancellation).ConfigureAwait(false),
            PairClassificationTask pairs =>
                await PairReader.ReadLabelledAsync(pairs, rows, cancellation).ConfigureAwait(false),
            ClassificationTask classification =>
                await ClassificationReader.ReadAsync(classification, tables, cancellation).ConfigureAwait(false),
            ClusteringTask { Protocol: ClusteringProtocol.Legacy } sets =>
                await ClusteringReader.ReadLegacyAsync(sets, rows, cancellation).ConfigureAwait(false),
            ClusteringTask texts =>
                await ClusteringReader.ReadFastAsync(texts, rows, cancellation).ConfigureAwait(false),
            SummarizationTask summaries =>
                await SummarizationReader.ReadAsync(summaries, rows, cancellation).ConfigureAwait(false),
            GenerationTask generation =>
                await GenerationReader.ReadAsync(generation, tables, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentException($"there is no reader for {task.GetType().Name}", nameof(task)),
        };
    }
}
