using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Results.Checks;

/// <summary>What was checked and found.</summary>
/// <param name="Folders">Result folders, experiments counted.</param>
/// <param name="Files">Task results.</param>
/// <param name="Notes">What no local check can settle.</param>
public sealed record ResultReport(
    int Folders, int Files, IReadOnlyList<ResultFinding> Findings, IReadOnlyList<string> Notes);

/// <summary>The checks of the public results repository, without a network. Source: scoring-spec §4.7.</summary>
public static class ResultChecks
{
    private const string Registration =
        "the repository also wants the model to be registered in mteb, by a pull request there, and results made by "
        + "mteb: say in the pull request that these are a re-implementation's";

    /// <param name="directory">The root of result folders, or one model's or revision's folder.</param>
    /// <param name="baseDirectory">An earlier state, to find what a change removes; null for none: all is new.</param>
    /// <param name="tasks">Known tasks: their subsets' order and old names are checked.</param>
    /// <exception cref="EvaluationException">A folder is missing or holds no results.</exception>
    public static ResultReport Check(string directory, string? baseDirectory, IReadOnlyList<TaskDefinition> tasks)
    {
        var tree = ResultTree.Open(directory);
        var earlier = baseDirectory is null ? null : ResultTree.Open(baseDirectory).Root;
        var findings = new List<ResultFinding>();
        var files = 0;
        foreach (var folder in tree.Folders)
        {
            var before = earlier is null ? null : Path.Combine(earlier, folder.RelativePath);
            findings.AddRange(FolderChecks.Check(folder, isNew: before is null || !Directory.Exists(before)));
            findings.AddRange(SettingsChecks.CheckFile(folder));
            foreach (var file in folder.ResultFiles())
            {
                files++;
                findings.AddRange(CheckFile(file, before, tasks));
            }
        }

        findings.AddRange(DuplicateChecks.Check(tree.Folders));
        return new ResultReport(tree.Folders.Count, files, findings, [.. NotesOn(tree)]);
    }

    private static IEnumerable<ResultFinding> CheckFile(
        string file, string? before, IReadOnlyList<TaskDefinition> tasks)
    {
        var bytes = File.ReadAllBytes(file);
        if (Load(bytes, tasks, out var problem) is not { } now)
        {
            return [new ResultFinding(file, problem)];
        }

        var document = ((ScoreValue.Map)MtebJsonReader.Read(bytes)).Items; // it loaded, so it is an object
        var findings = DocumentChecks.Check(file, document, now, HistoricResult.Find(now.TaskName, tasks));
        var beforePath = before is null ? null : Path.Combine(before, Path.GetFileName(file));
        var old = File.Exists(beforePath) ? File.ReadAllBytes(beforePath) : null;
        if (old is not null && old.AsSpan().SequenceEqual(bytes))
        {
            return findings;
        }

        findings = findings.Concat(SettingsChecks.Check(file, now));
        return old is not null && Load(old, tasks, out _) is { } then
            ? findings.Concat(BaseChecks.Check(file, now, then))
            : findings;
    }

    private static TaskResult? Load(byte[] bytes, IReadOnlyList<TaskDefinition> tasks, out string problem)
    {
        problem = "";
        try
        {
            return HistoricResult.Read(bytes, tasks);
        }
        catch (FormatException error)
        {
            problem = $"is no task result: {error.Message}";
            return null;
        }
    }

    private static IEnumerable<string> NotesOn(ResultTree tree)
    {
        string[] ours =
        [
            .. tree.Folders.SelectMany(folder => Directory.EnumerateFiles(folder.Path))
                .Select(path => ResultFolder.KindOf(Path.GetFileName(path)))
                .Distinct()
                .Intersect(ResultFolder.Ours),
        ];
        if (ours.Length > 0)
        {
            yield return $"leave {string.Join(", ", ours.OrderDescending(StringComparer.Ordinal))} out of the pull "
                + "request: every .json but the model's is taken for a task result";
        }

        yield return Registration;
    }
}
