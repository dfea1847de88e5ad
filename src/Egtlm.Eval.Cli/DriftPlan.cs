using Egtlm.Eval.Data;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>A drift task, whose data is what the run of a baseline kept.</summary>
internal static class DriftPlan
{
    /// <summary>What <c>--drift-from</c> adds to a run that names no drift task.</summary>
    public const string TaskName = "GenregDrift";

    public static bool IsDrift(TaskDefinition task) => task is GenerationTask { Check: GenerationCheck.Drift };

    /// <summary>Whether results hold distributions; null for no results.</summary>
    public static bool CanMeasureFrom(string? directory) => directory is not null
        && Directory.EnumerateFiles(directory, "*" + ResultFolder.DistributionsEnd).Any();

    /// <summary>Reads the baseline's distributions, so that what is wrong with them is said before any scoring.</summary>
    /// <param name="directory">Result folder of the baseline; null when none was given.</param>
    /// <exception cref="EvaluationException">It keeps none of the task's parts.</exception>
    public static async Task<PlannedTask> MakeAsync(
        TaskDefinition task, string? directory, string taskFileHash, CancellationToken cancellation)
    {
        if (directory is null)
        {
            throw new EvaluationException(
                $"'{task.Name}' measures the distance from a baseline, and none was given",
                "--drift-from RESULTS: the folder of a run that scored "
                + $"'{task.Dataset.Path}'; or leave the task out");
        }

        var side = await GateSide.OpenAsync(directory, cancellation);
        var path = Path.Combine(side.Folder, task.Dataset.Path + ResultFolder.DistributionsEnd);
        var again = $"score the baseline again: egtlm-eval run {task.Dataset.Path} --overwrite --model BASELINE";
        var content = await AtomicFile.ReadAsync(path, cancellation) ?? throw new EvaluationException(
            $"the baseline keeps no distributions: there is no '{path}'", again);
        DistributionFile file;
        try
        {
            file = DistributionFile.Read(content);
        }
        catch (FormatException error)
        {
            throw new EvaluationException($"{path}: {error.Message}", again, error);
        }

        var missing = task.Splits.SelectMany(split => task.Subsets.Select(subset => new TaskPart(split, subset.Name)))
            .FirstOrDefault(part => WindowsOf(file, part).Length == 0);
        if (missing is not null)
        {
            throw new EvaluationException(
                $"the baseline keeps no distributions of {missing.Split}/{missing.Subset} in '{path}'", again);
        }

        var digest = DistributionFile.DigestOf(content);
        var record = new DataRecord($"{file.Header.Task} of {file.Header.Model}", digest, null, digest, 1);
        return new PlannedTask(
            task with { Dataset = task.Dataset with { Revision = digest } },
            (part, _) => Task.FromResult<TaskData>(new DriftData(file.Header, WindowsOf(file, part))),
            taskFileHash,
            side.Folder)
        {
            DataRead = () => record,
        };
    }

    private static KeptWindow[] WindowsOf(DistributionFile file, TaskPart part) =>
        [.. file.Windows.Where(window => window.Split == part.Split && window.Subset == part.Subset)];
}
