using System.Globalization;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Tasks;

/// <summary>What a task file must say beyond its shape.</summary>
internal static partial class TaskChecks
{
    /// <summary>Adds what is wrong with <paramref name="task"/> to the findings of <paramref name="shape"/>.</summary>
    public static void Check(TaskDefinition task, JsonShape shape)
    {
        CheckName(task.Name, task.SourceFile, shape);
        CheckFolder(task, shape);
        Require(shape, "dataset", task.Dataset is { Path: not "", Revision: not "" },
            "a data set needs a path and a revision");
        CheckList(shape, "splits", task.Splits);
        CheckList(shape, "subsets", [.. task.Subsets.Select(subset => subset.Name)]);
        foreach (var (subset, language) in task.Subsets.SelectMany(
            subset => subset.Languages.DefaultIfEmpty("").Select(language => (subset.Name, language))))
        {
            Require(shape, "subsets", LanguageTag().IsMatch(language),
                $"subset '{subset}' has the language '{language}', expected ISO 639-3 and script such as 'eng-Latn'");
        }

        var metrics = MainScores.Of(task);
        Require(shape, "main_score", metrics.Contains(task.MainScore),
            $"tasks of type '{TaskTypes.NameOf(task.Type)}' have no metric '{task.MainScore}'",
            NearestName.Hint(task.MainScore, metrics));
        Require(shape, "prompt", task.Prompt is not { Text: null, Query: null, Document: null },
            "the prompt is empty", "leave it out, or give 'query', 'document' or both");
        Require(shape, "sub_tasks", !task.SubTasks.Contains(task.Name), "a task cannot average itself");
        CheckList(shape, "sub_tasks", task.SubTasks, canBeEmpty: true);
        CheckCounts(task, shape);
        foreach (var complaint in TransformChecks.Check(task))
        {
            shape.Add("transforms", complaint);
        }

        CheckProtocol(task, shape);
    }

    /// <summary>A name must be the file's, and fit for a file in the results.</summary>
    public static void CheckName(string name, string file, JsonShape shape)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        Require(shape, "name", name == stem, $"'name' is '{name}', but the file is called '{stem}'",
            "the two must be equal");
        Require(shape, "name", SafeName().IsMatch(name),
            $"'name' is '{name}', expected letters, digits, '.', '-' and '_'");
    }

    /// <summary>The same rule for a name from the command line.</summary>
    /// <exception cref="EvaluationException">It is not fit for a file.</exception>
    public static void RequireName(string name)
    {
        if (!SafeName().IsMatch(name))
        {
            throw new EvaluationException(
                $"'{name}' cannot name a task", "expected letters, digits, '.', '-' and '_', a letter or digit first");
        }
    }

    private static void CheckFolder(TaskDefinition task, JsonShape shape)
    {
        // Folders named after a type hold that type only; other folders, such as sample, hold any.
        var folder = Path.GetFileName(Path.GetDirectoryName(task.SourceFile)) ?? "";
        Require(shape, "type", TaskTypes.Parse(folder) is not { } type || type == task.Type,
            $"'type' is '{TaskTypes.NameOf(task.Type)}', but the file lies in '{folder}'");
    }

    private static void CheckProtocol(TaskDefinition task, JsonShape shape)
    {
        switch (task)
        {
            case StsTask sts:
                CheckScale(sts.MinScore, sts.MaxScore, shape);
                break;
            case SummarizationTask summaries:
                CheckScale(summaries.MinScore, summaries.MaxScore, shape);
                break;
            case ClassificationTask classification:
                Require(shape, "samples_per_label", classification.SamplesPerLabel > 0,
                    "'samples_per_label' must be positive");
                Require(shape, "experiments", classification.Experiments > 0, "'experiments' must be positive");
                Require(shape, "train_split", classification.TrainSplit != "", "'train_split' is empty");
                break;
            case ClusteringTask clustering:
                CheckClustering(clustering, shape);
                break;
            case GenerationTask generation:
                foreach (var (property, message) in GenerationChecks.Check(generation))
                {
                    shape.Add(property, message);
                }

                break;
        }
    }

    private static void CheckScale(double lowest, double highest, JsonShape shape) =>
        Require(shape, "max_score", highest > lowest, string.Create(CultureInfo.InvariantCulture,
            $"'max_score' is {highest}, expected more than 'min_score', {lowest}"));

    private static void CheckCounts(TaskDefinition task, JsonShape shape)
    {
        foreach (var count in task.Counts)
        {
            Require(shape, "counts",
                task.Splits.Contains(count.Split) && task.Subsets.Any(subset => subset.Name == count.Subset),
                $"'counts' names the subset '{count.Subset}' of the split '{count.Split}', which there is not");
        }

        var twice = task.Counts.GroupBy(count => (count.Split, count.Subset))
            .FirstOrDefault(group => group.Count() > 1);
        Require(shape, "counts", twice is null,
            $"'counts' has the subset '{twice?.Key.Subset}' of the split '{twice?.Key.Split}' twice");
    }

    private static void CheckClustering(ClusteringTask task, JsonShape shape)
    {
        var isCut = (task.MaxFraction, task.MaxDocuments, task.MaxDepth) != (null, null, null);
        Require(shape, "protocol", task.Protocol == ClusteringProtocol.Fast || !isCut,
            "the legacy protocol clusters whole sets and has no 'max_fraction', 'max_documents' or 'max_depth'");
        Require(shape, "max_documents", task.MaxFraction is null || task.MaxDocuments is null,
            "'max_fraction' and 'max_documents' exclude each other");
        Require(shape, "max_fraction", task.MaxFraction is null or (> 0 and <= 1), "'max_fraction' must be in (0, 1]");
        Require(shape, "max_documents", task.MaxDocuments is null or > 0, "'max_documents' must be positive");
        Require(shape, "max_depth", task.MaxDepth is null or > 0, "'max_depth' must be positive");
    }

    private static void CheckList(
        JsonShape shape, string property, IReadOnlyList<string> names, bool canBeEmpty = false)
    {
        Require(shape, property, canBeEmpty || names.Count > 0, $"'{property}' is empty");
        Require(shape, property, !names.Contains(""), $"'{property}' has an empty name");
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        Require(shape, property, twice is null, $"'{property}' names '{twice}' twice");
    }

    private static void Require(JsonShape shape, string property, bool isRight, string message, string? hint = null)
    {
        if (!isRight)
        {
            shape.Add(property, message, hint);
        }
    }

    // The name becomes a file name and an argument of the command line.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex SafeName();

    [GeneratedRegex(@"^[a-z]{3}-[A-Z][a-z]{3}\z")]
    private static partial Regex LanguageTag();
}
