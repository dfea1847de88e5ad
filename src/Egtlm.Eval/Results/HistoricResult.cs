using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Results;

/// <summary>Reads result files of every version of mteb, so that published scores can be compared.</summary>
/// <remarks>
/// Source: mteb 2.20 results/task_result.py, <c>from_disk</c>. Before 1.11 a file had <c>mteb_dataset_name</c> and its
/// splits at the top; before 1.12.48 pair scores were nested. Where mteb gives a null main score because the metric was
/// called otherwise then (reranking's <c>map</c>), the old one is taken, see <see cref="MetricSpelling"/>.
/// </remarks>
public static class HistoricResult
{
    private static readonly PackageVersion s_firstOfToday = new(new Version(1, 11, 0), IsBeforeRelease: false);
    private static readonly PackageVersion s_firstWithFlatPairs = new(new Version(1, 12, 48), IsBeforeRelease: false);

    private static readonly Dictionary<string, string> s_renamedTasks = new()
    {
        ["NorwegianParliament"] = "NorwegianParliamentClassification",
        ["CMedQAv2"] = "CMedQAv2-reranking",
        ["CMedQAv1"] = "CMedQAv1-reranking",
        ["8TagsClustering"] = "EightTagsClustering",
        ["PPC"] = "PpcPC",
    };

    /// <summary>Reads a file of any version.</summary>
    /// <param name="tasks">Known tasks: they give old files a main score, languages and today's name.</param>
    /// <exception cref="FormatException">Not a result document; the message says what is wrong where.</exception>
    public static TaskResult Read(ReadOnlySpan<byte> utf8, IReadOnlyList<TaskDefinition> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var document = MtebJsonReader.Read(utf8) as ScoreValue.Map;
        var version = TextOf(document, "mteb_version");
        var isOld = version is null || PackageVersion.Lowest(version) < s_firstOfToday;
        var result = isOld && document?.Items.Find("mteb_dataset_name") is ScoreValue.Text name
            ? Convert(document.Items, name.Value, tasks)
            : TaskResultDocument.Read(utf8);
        return PackageVersion.Lowest(result.MtebVersion) < s_firstWithFlatPairs
            && Find(result.TaskName, tasks) is PairClassificationTask
                ? WithSubsets(result, subset => new SubsetResult(HistoricScores.Flat(subset.Values)))
                : result;
    }

    /// <summary>The task that an old name means: renamed since, or in other letters (<c>MmarcoReranking</c>).</summary>
    public static TaskDefinition? Find(string name, IReadOnlyList<TaskDefinition> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var today = s_renamedTasks.GetValueOrDefault(name, name);
        return tasks.FirstOrDefault(task => task.Name == today)
            ?? tasks.FirstOrDefault(task => string.Equals(task.Name, today, StringComparison.OrdinalIgnoreCase));
    }

    private static TaskResult Convert(Scores document, string name, IReadOnlyList<TaskDefinition> tasks)
    {
        var task = Find(name, tasks);
        var version = TextOf(new ScoreValue.Map(document), "mteb_version");
        var splits = document
            .Where(item => item.Key is not ("dataset_revision" or "mteb_dataset_name" or "mteb_version"))
            .Where(item => item.Value is ScoreValue.Map)
            .Select(item => (Name: item.Key, Scores: ((ScoreValue.Map)item.Value).Items))
            .ToArray();
        var hasSubsets = splits.Any(split => HistoricScores.HasSubsets(split.Scores));
        return new TaskResult
        {
            DatasetRevision = TextOf(new ScoreValue.Map(document), "dataset_revision"),
            TaskName = task?.Name ?? s_renamedTasks.GetValueOrDefault(name, name),
            MtebVersion = version,
            EvaluationTime = splits.Sum(split => HistoricScores.SecondsOf(split.Scores)),
            Splits =
            [
                .. splits.Select(split => new SplitResult(
                    split.Name,
                    [.. HistoricScores.Subsets(split.Scores, hasSubsets).Select(one => Subset(one, task, version))])),
            ],
        };
    }

    private static SubsetResult Subset((string Name, Scores Scores) subset, TaskDefinition? task, string? version)
    {
        var values = HistoricScores.Today(subset.Scores, task?.MainScore);
        var languages = task?.Subsets.FirstOrDefault(known => known.Name == subset.Name)?.Languages
            ?? task?.Subsets.SelectMany(known => known.Languages).Distinct().ToArray()
            ?? [];
        values.Set("hf_subset", new ScoreValue.Text(subset.Name));
        values.Set("languages", new ScoreValue.List([.. languages.Select(one => new ScoreValue.Text(one))]));
        if (version is not null && values.Find("mteb_version") is null)
        {
            values.Add("mteb_version", new ScoreValue.Text(version));
        }

        return new SubsetResult(values);
    }

    private static TaskResult WithSubsets(TaskResult result, Func<SubsetResult, SubsetResult> change) => result with
    {
        Splits = [.. result.Splits.Select(split => split with { Subsets = [.. split.Subsets.Select(change)] })],
    };

    private static string? TextOf(ScoreValue.Map? map, string name) =>
        map?.Items.Find(name) is ScoreValue.Text text ? text.Value : null;
}
