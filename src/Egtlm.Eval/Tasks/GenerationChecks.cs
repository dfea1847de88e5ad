using System.Text.RegularExpressions;

namespace Egtlm.Eval.Tasks;

/// <summary>What a generation task must say beyond its shape.</summary>
internal static class GenerationChecks
{
    /// <summary>The property and the complaint of each thing that is wrong with <paramref name="task"/>.</summary>
    public static IEnumerable<(string Property, string Message)> Check(GenerationTask task)
    {
        (string Property, int? Value)[] sizes =
        [
            ("max_items", task.MaxItems),
            ("context_tokens", task.ContextTokens),
            ("scored_tokens", task.ScoredTokens),
            ("max_new_tokens", task.MaxNewTokens),
            ("shots", task.Shots?.Count),
        ];
        foreach (var (property, value) in sizes)
        {
            if (value <= 0)
            {
                yield return (property, $"'{property}' must be positive");
            }
        }

        if (task.KeptWindows < 0 || (task.KeptWindows > 0 && task.Check != GenerationCheck.Text))
        {
            yield return ("kept_windows", "'kept_windows' must be 0 or more, and only a 'text' check has windows");
        }

        if (task.Shots is not null && task.Check is not (GenerationCheck.Choice or GenerationCheck.Answers))
        {
            yield return ("shots", $"a '{GenerationTask.NameOf(task.Check)}' check has no 'shots'");
        }

        if (task.Leaks.Contains("") || task.StopTexts.Contains(""))
        {
            yield return (task.Leaks.Contains("") ? "leaks" : "stop_texts", "an empty text is everywhere");
        }

        if (task.DocumentStart is not null && task.Check != GenerationCheck.Text)
        {
            yield return ("document_start", "only a 'text' check has a 'document_start'");
        }

        if (task.DocumentStart is { } start && Complaint(start) is { } complaint)
        {
            yield return ("document_start", $"'{start}' is no regular expression: {complaint}");
        }

        var options = task.Columns.Options.Count;
        if (options == 0 || (options > 1 && task.OptionLabels.Count > 0 && task.OptionLabels.Count != options))
        {
            yield return ("option_labels", $"'columns' names {options} options, 'option_labels' {task.OptionLabels.Count}");
        }
    }

    private static string? Complaint(string expression)
    {
        try
        {
            _ = new Regex(expression);
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
