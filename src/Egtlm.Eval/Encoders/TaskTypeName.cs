using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>The names of task types in prompt dictionaries. Source: mteb <c>TaskMetadata.type</c>.</summary>
public static class TaskTypeName
{
    public static string Of(TaskType type) => type switch
    {
        TaskType.Retrieval => "Retrieval",
        TaskType.Reranking => "Reranking",
        TaskType.Sts => "STS",
        TaskType.Classification => "Classification",
        TaskType.Clustering => "Clustering",
        TaskType.PairClassification => "PairClassification",
        TaskType.Summarization => "Summarization",
        TaskType.Generation => "Generation",
    };

    /// <summary>mteb's word for a prompt type; null for <see cref="PromptType.None"/>.</summary>
    public static string? Of(PromptType type) => type switch
    {
        PromptType.None => null,
        PromptType.Query => "query",
        PromptType.Document => "document",
    };
}
