using System.Text.Json;

namespace Egtlm.Eval.Tasks;

/// <summary>Whether transforms fit the task that names them.</summary>
internal static class TransformChecks
{
    /// <summary>What is wrong with the transforms of <paramref name="task"/>.</summary>
    public static IEnumerable<string> Check(TaskDefinition task) =>
        task.Transforms.SelectMany(transform => Check(task, transform));

    /// <summary>The name of a transform in task files.</summary>
    public static string NameOf(TransformKind kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static IEnumerable<string> Check(TaskDefinition task, DatasetTransform transform)
    {
        var name = NameOf(transform.Kind);
        if (!Applies(transform.Kind, task))
        {
            yield return $"the transform '{name}' is not for {KindOf(task)} tasks";
        }

        var isSampling = transform.Kind is TransformKind.Subsample or TransformKind.StratifiedSubsample;
        if (isSampling != transform.Size is not null)
        {
            yield return isSampling
                ? $"the transform '{name}' needs a 'size'"
                : $"the transform '{name}' has no 'size'";
        }

        if (transform.Size is <= 0)
        {
            yield return $"the 'size' of the transform '{name}' must be positive";
        }

        var isSplitting = transform.Kind == TransformKind.SplitLabels;
        if (isSplitting == string.IsNullOrEmpty(transform.Separator))
        {
            yield return isSplitting
                ? $"the transform '{name}' needs a 'separator'"
                : $"the transform '{name}' has no 'separator'";
        }
    }

    private static bool Applies(TransformKind kind, TaskDefinition task) => task switch
    {
        ClusteringTask { Protocol: ClusteringProtocol.Fast } => true,
        ClassificationTask => kind is TransformKind.Subsample or TransformKind.StratifiedSubsample,
        _ => false,
    };

    private static string KindOf(TaskDefinition task) => task is ClusteringTask { Protocol: ClusteringProtocol.Legacy }
        ? "legacy clustering"
        : TaskTypes.NameOf(task.Type);
}
