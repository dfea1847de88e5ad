using System.Globalization;
using System.Text;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Export;

/// <summary>A text to save, and what it leaves out.</summary>
public sealed record ExportedText(string Text, IReadOnlyList<string> Notes);

/// <summary>The YAML block of a model card that the leaderboard read until mteb 2: <c>model-index</c>.</summary>
/// <remarks>
/// Source: mteb 1.38.9 create_meta.py, <c>generate_readme</c> (mteb 2 writes none): keys in ordinal order, tasks by
/// name, every number of the file times 100 and not rounded again. Other than there, tasks that nobody knows and numbers that
/// are NaN are left out with a note, and the mean of CQADupstack is not made up: <c>run</c> scores it.
/// </remarks>
public static class ModelIndex
{
    private const int Percent = 100;

    /// <param name="tasks">Known tasks: type and data set are theirs.</param>
    /// <exception cref="EvaluationException">Nothing is left to write.</exception>
    public static ExportedText Write(ResultSet results, IReadOnlyList<TaskDefinition> tasks)
    {
        ArgumentNullException.ThrowIfNull(results);
        var (body, notes) = (new StringBuilder(), new List<string>());
        foreach (var (name, document) in results.Documents.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            switch (tasks.FirstOrDefault(task => task.Name == name))
            {
                case null:
                    notes.Add($"'{name}' is left out: no task file says its type and data set");
                    break;
                case GenerationTask:
                    notes.Add($"'{name}' is left out: the leaderboard has no generation tasks");
                    break;
                case var task:
                    Append(body, document, task, notes);
                    break;
            }
        }

        if (body.Length == 0)
        {
            throw new EvaluationException(
                $"'{results.Folder}' holds no results that a model card can show",
                "it takes tasks that 'tasks list' names");
        }

        var head = $"---\nmodel-index:\n- name: {YamlScalar.Of(results.Model)}\n  results:\n";
        return new ExportedText($"{head}{body}tags:\n- mteb\n---\n", notes);
    }

    private static void Append(StringBuilder body, TaskResult document, TaskDefinition task, List<string> notes)
    {
        foreach (var split in document.Splits)
        {
            foreach (var subset in split.Subsets)
            {
                string[] lines = [.. subset.Values.Select(Metric).OfType<string>()];
                body.Append(CultureInfo.InvariantCulture, $"""
                      - dataset:
                          config: {YamlScalar.Of(subset.Subset)}
                          name: {YamlScalar.Of($"MTEB {task.Name} ({subset.Subset})")}
                          revision: {YamlScalar.Of(document.DatasetRevision)}
                          split: {YamlScalar.Of(split.Name)}
                          type: {YamlScalar.Of(task.Dataset.Path)}

                    """);
                body.Append(lines.Length > 0 ? $"    metrics:\n{string.Concat(lines)}" : "    metrics: []\n");
                body.Append(CultureInfo.InvariantCulture, $"    task:\n      type: {TaskTypeName.Of(task.Type)}\n");
                if (subset.NumberOf(task.MainScore) is null or double.NaN)
                {
                    notes.Add($"'{task.Name}', {split.Name}, {subset.Subset} has no number '{task.MainScore}', "
                        + "which the leaderboard reads");
                }
            }
        }
    }

    private static string? Metric(KeyValuePair<string, ScoreValue> item)
    {
        var value = item.Value switch
        {
            ScoreValue.Number { Value: var number } when double.IsFinite(number) => YamlScalar.Of(number * Percent),
            ScoreValue.Whole { Value: var whole } => (whole * Percent).ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        return value is null ? null : $"    - type: {YamlScalar.Of(item.Key)}\n      value: {value}\n";
    }
}
