using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>Completes an evaluator's metrics to an element of mteb's result document.</summary>
public static class SubsetScores
{
    /// <summary>
    /// Appends <c>main_score</c>, <c>hf_subset</c>, <c>languages</c> and <c>mteb_version</c>, in mteb's order.
    /// </summary>
    /// <exception cref="EvaluationException">The task's main score is not among the metrics.</exception>
    public static SubsetResult Complete(Scores metrics, TaskDefinition task, string subset)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(task);
        var languages = task.Subsets.First(candidate => candidate.Name == subset).Languages;
        var main = metrics.Find(task.MainScore) as ScoreValue.Number ?? throw NoMainScore(metrics, task);
        Scores values =
        [
            .. metrics,
            new("main_score", main),
            new("hf_subset", new ScoreValue.Text(subset)),
            new("languages", new ScoreValue.List([.. languages.Select(language => new ScoreValue.Text(language))])),
            new("mteb_version", new ScoreValue.Text(MtebProtocol.Version)),
        ];
        return new SubsetResult(values);
    }

    private static EvaluationException NoMainScore(Scores metrics, TaskDefinition task)
    {
        // Retrieval has a hundred nAUC keys, which nobody means.
        var names = metrics.Where(item => item.Value is ScoreValue.Number)
            .Select(item => item.Key)
            .Where(name => !name.StartsWith("nauc_", StringComparison.Ordinal));
        return new EvaluationException(
            $"task '{task.Name}' names the main score '{task.MainScore}', which a {task.Type} task does not give",
            "available: " + string.Join(", ", names));
    }
}
