using System.Text.Json;

namespace Egtlm.Eval.Tasks;

/// <summary>How task types are called in task files and folders.</summary>
public static class TaskTypes
{
    /// <summary>The name in JSON and of the folder, such as <c>pair_classification</c>.</summary>
    public static string NameOf(TaskType type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    /// <summary>All names, in the order of <see cref="TaskType"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<TaskType>().Select(NameOf)];

    /// <summary>The type with this name, or null.</summary>
    public static TaskType? Parse(string name) =>
        Enum.GetValues<TaskType>().Where(type => NameOf(type) == name).Select(type => (TaskType?)type).FirstOrDefault();

    /// <summary>The record that holds a task of this type.</summary>
    internal static Type RecordOf(TaskType type) => type switch
    {
        TaskType.Retrieval => typeof(RetrievalTask),
        TaskType.Reranking => typeof(RerankingTask),
        TaskType.Sts => typeof(StsTask),
        TaskType.Classification => typeof(ClassificationTask),
        TaskType.Clustering => typeof(ClusteringTask),
        TaskType.PairClassification => typeof(PairClassificationTask),
        TaskType.Summarization => typeof(SummarizationTask),
        TaskType.Generation => typeof(GenerationTask),
    };
}
