using System.Globalization;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Results.Checks;

/// <summary>One task result: whether it loads, is called as its file, and is spelled as mteb 2.20 writes it.</summary>
/// <remarks>
/// Source: embeddings-benchmark/results, tests/test_task_name_matches_filename.py and tests/test_load_results.py; keys,
/// rounding and NaN as mteb's <c>to_disk</c> (scoring-spec §4.2).
/// </remarks>
internal static class DocumentChecks
{
    private static readonly string[] s_required =
        ["dataset_revision", "task_name", "mteb_version", "scores", "evaluation_time"];

    private static readonly string[] s_known =
        [.. s_required, "kg_co2_emissions", "date", "evaluation_phases", "mteb_dataset_name"];

    private static readonly string[] s_texts = ["hf_subset", "mteb_version"];

    /// <param name="task">The task of that name; null when it is not known here.</param>
    public static IEnumerable<ResultFinding> Check(
        string file, Scores document, TaskResult result, TaskDefinition? task)
    {
        var (stem, name) = (Path.GetFileNameWithoutExtension(file), NameIn(document));
        if (name != stem)
        {
            yield return new ResultFinding(file, $"'task_name' is '{name}', the file is called '{stem}'");
        }

        string[] problems = [.. KeyProblems(document), .. ValueProblems(result), .. SubsetProblems(result, task)];
        foreach (var message in problems)
        {
            yield return new ResultFinding(file, message);
        }
    }

    private static string? NameIn(Scores document) =>
        ((document.Find("task_name") ?? document.Find("mteb_dataset_name")) as ScoreValue.Text)?.Value;

    private static IEnumerable<string> KeyProblems(Scores document)
    {
        if (document.Find("task_name") is null)
        {
            // Before mteb 1.11 the splits were at the top.
            yield break;
        }

        foreach (var missing in s_required.Where(key => document.Find(key) is null))
        {
            yield return $"'{missing}' is missing";
        }

        foreach (var unknown in document.Select(item => item.Key).Except(s_known))
        {
            yield return $"unknown key '{unknown}'";
        }
    }

    private static IEnumerable<string> ValueProblems(TaskResult result)
    {
        (string Path, ScoreValue Value)[] values = [.. ScorePaths.Of(result)];
        var texts = values.Where(item => item.Value is ScoreValue.Text && !IsName(item.Path)).ToArray();
        if (texts is [var text, ..])
        {
            yield return $"'{text.Path}' is the text '{((ScoreValue.Text)text.Value).Value}'{More(texts.Length)}, "
                + "expected a number or a bare NaN";
        }

        var unrounded = values.Where(item => item.Value is ScoreValue.Number && !IsRounded(item.Value)).ToArray();
        if (unrounded is [var first, ..])
        {
            yield return $"'{first.Path}' is {MtebJson.WriteLine(first.Value)}{More(unrounded.Length)}, "
                + $"expected {TaskResult.Decimals} decimals";
        }

        foreach (var (path, _) in values.Where(item => item.Path.EndsWith("].main_score", StringComparison.Ordinal)
            && item.Value is ScoreValue.Null))
        {
            yield return $"'{path}' is null";
        }
    }

    private static IEnumerable<string> SubsetProblems(TaskResult result, TaskDefinition? task)
    {
        foreach (var split in result.Splits)
        {
            string[] names = [.. split.Subsets.Select(subset => subset.Subset)];
            string[] order = [.. (task?.Subsets ?? []).Select(subset => subset.Name).Where(names.Contains)];
            if (names.Distinct().Count() < names.Length)
            {
                yield return $"'scores.{split.Name}' has a subset twice: {string.Join(", ", names)}";
            }
            else if (!names.Where(order.Contains).SequenceEqual(order))
            {
                yield return $"the subsets of 'scores.{split.Name}' are {string.Join(", ", names)}, "
                    + $"the task has them as {string.Join(", ", order)}";
            }

            var spellings = split.Subsets.SelectMany(subset => subset.Values).Select(item => item.Key).Distinct();
            foreach (var old in spellings.Where(key => MetricSpelling.Newer(key) is not null))
            {
                yield return $"'scores.{split.Name}' has '{old}', which is '{MetricSpelling.Newer(old)}' today";
            }
        }
    }

    private static bool IsName(string path) => s_texts.Any(name => path.EndsWith($"].{name}", StringComparison.Ordinal))
        || path.Contains("].languages[", StringComparison.Ordinal);

    private static bool IsRounded(ScoreValue value) => value is ScoreValue.Number { Value: var number }
        && number.Equals(PythonFloat.Round(number, TaskResult.Decimals));

    private static string More(int count) =>
        count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {count - 1} more)");
}
