using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>What mteb's <c>dataset_transform</c> does to the evaluated split (scoring-spec §1.6).</summary>
public static class DatasetTransforms
{
    /// <summary>Applies the transforms of <paramref name="task"/> in order; training rows stay as they are.</summary>
    /// <returns>Data of the same layout; sets that are flattened become <see cref="FastClusteringData"/>.</returns>
    /// <remarks>Labels keep their values where mteb puts class numbers: no score depends on them.</remarks>
    /// <exception cref="EvaluationException">A transform does not fit the data.</exception>
    public static TaskData Apply(TaskDefinition task, TaskData data)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(data);
        foreach (var transform in task.Transforms)
        {
            try
            {
                data = Apply(transform, data);
            }
            catch (EvaluationException error)
            {
                throw new EvaluationException(
                    $"'{task.Name}', transform '{TransformChecks.NameOf(transform.Kind)}': {error.Message}",
                    error.Hint, error);
            }
        }

        return data;
    }

    private static TaskData Apply(DatasetTransform transform, TaskData data) => (transform.Kind, data) switch
    {
        (TransformKind.FlattenSets, LegacyClusteringData sets) => LabelledTexts.Flattened(sets),
        (TransformKind.FlattenSets, FastClusteringData flat) => flat, // its reader has put sets one after another
        (TransformKind.SplitLabels, FastClusteringData texts) =>
            LabelledTexts.WithSplitLabels(texts, transform.Separator ?? ""),
        (TransformKind.DropSingleLabels, FastClusteringData texts) => LabelledTexts.WithoutSingleLabels(texts),
        (TransformKind.Subsample, FastClusteringData texts) =>
            LabelledTexts.Rows(texts, Subsampling.Plain(texts.Texts.Count, SizeOf(transform))),
        (TransformKind.StratifiedSubsample, FastClusteringData texts) =>
            LabelledTexts.Rows(texts, Subsampling.Stratified(LabelledTexts.OnlyLabels(texts), SizeOf(transform))),
        (TransformKind.Subsample, ClassificationData rows) =>
            LabelledTexts.TestRows(rows, Subsampling.Plain(rows.TestTexts.Count, SizeOf(transform))),
        (TransformKind.StratifiedSubsample, ClassificationData rows) =>
            LabelledTexts.TestRows(rows, Subsampling.Stratified(rows.TestLabels, SizeOf(transform))),
        _ => throw new EvaluationException($"it does not apply to {data.GetType().Name}"),
    };

    private static int SizeOf(DatasetTransform transform) =>
        transform.Size ?? throw new EvaluationException("it has no 'size'");
}
