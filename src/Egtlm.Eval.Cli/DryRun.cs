using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Models;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What is known of one task before it runs.</summary>
/// <param name="Work">Texts, tokens and seconds of encoding; null where nobody knows how many texts there are.</param>
/// <param name="Bytes">Of the files that the task reads; shared ones count for every task.</param>
internal sealed record TaskPreview(PlannedData Data, WorkEstimate? Work, long Bytes, long MissingBytes);

/// <summary>The tasks of a run, what they will take, and all of them together.</summary>
/// <param name="CalibratedSeconds">How long the model was tried; 0 when it was not, and no seconds are known.</param>
internal sealed record RunPreview(IReadOnlyList<TaskPreview> Tasks, WorkEstimate Total, double CalibratedSeconds)
{
    /// <summary>Why the model could not be tried; null where it could, or nobody asked.</summary>
    public string? Problem { get; init; }

    /// <summary>Files of all tasks, each once.</summary>
    public long Bytes { get; init; }

    public long MissingBytes { get; init; }

    /// <summary>Bytes of the vectors of all texts.</summary>
    public long VectorBytes { get; init; }
}

/// <summary>Says what a run will take, without a score and without a file.</summary>
internal static class DryRun
{
    // A baseline costs the same everywhere: there is not much to find out.
    private static readonly TimeSpan BaselineBudget = TimeSpan.FromSeconds(1);

    /// <summary>Counts the work of every task and tries the model on texts like its own.</summary>
    /// <exception cref="EvaluationException">Data of the user's own is wrong.</exception>
    public static async Task<RunPreview> PreviewAsync(
        RunRequest request, LoadedModel model, RunPlan plan, TaskCatalog catalog, CancellationToken cancellation)
    {
        var works = new List<(PlannedData Data, IReadOnlyList<PartWork>? Parts)>();
        foreach (var data in plan.Data)
        {
            works.Add((data, await WorkAsync(data, cancellation)));
        }

        PartWork[] all = [.. works.SelectMany(work => work.Parts ?? [])];
        var samples = await SampleTextsAsync(catalog, cancellation);
        var asked = TimeSpan.FromSeconds(request.CalibrationSeconds);
        var budget = model.Encoder is TorchEncoder || asked < BaselineBudget ? asked : BaselineBudget;
        var (calibration, problem) = (default(Calibration), default(string));
        try
        {
            calibration = budget > TimeSpan.Zero
                ? Calibration.Run(model.Encoder, all, samples, (budget, TimeProvider.System), cancellation)
                : null;
        }
        catch (EvaluationException failure)
        {
            // What stops a task, such as a prompt that cannot be resolved, must not hide the plan.
            problem = failure.Message;
        }

        var (bytes, missing) = PartSource.SizeOf(plan.Data.SelectMany(data => data.Parts));
        var total = Estimate(all, calibration);
        return new RunPreview(
            [
                .. works.Select(work =>
                {
                    var (size, toFetch) = PartSource.SizeOf(work.Data.Parts);
                    var estimate = work.Parts is null ? null : Estimate(work.Parts, calibration);
                    return new TaskPreview(work.Data, estimate, size, toFetch);
                }),
            ],
            total,
            calibration is null ? 0 : budget.TotalSeconds)
        {
            Problem = problem,
            Bytes = bytes,
            MissingBytes = missing,
            VectorBytes = total.Texts * model.Encoder.Dimension * sizeof(float),
        };
    }

    private static WorkEstimate Estimate(IReadOnlyList<PartWork> parts, Calibration? calibration) =>
        calibration?.Estimate(parts) ?? new WorkEstimate(parts.Sum(part => part.Texts), 0, 0);

    /// <summary>Folders of the user's are counted; the numbers of published data sets are known.</summary>
    private static async Task<IReadOnlyList<PartWork>?> WorkAsync(PlannedData data, CancellationToken cancellation)
    {
        if (data.Failure is not null || data.Parts.Any(part => part.Snapshot is not null))
        {
            return PartWork.Of(data.Task);
        }

        var parts = new List<PartWork>();
        foreach (var part in data.Parts)
        {
            var read = await data.Access.Sources.ReadAsync(part, null, null, cancellation);
            parts.Add(PartWork.Of(data.Task, part.Split, part.Subset, read));
        }

        return parts;
    }

    /// <summary>Texts of the sample benchmark: Chinese ones for that script, English ones for all others.</summary>
    private static async Task<Func<string, IReadOnlyList<string>>> SampleTextsAsync(
        TaskCatalog catalog, CancellationToken cancellation)
    {
        var task = catalog.Find("SampleRetrieval");
        var locator = DatasetLocator.Create(catalog, []);
        var texts = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var subset in task.Subsets)
        {
            var location = locator.Locate(task, subset.Name, task.Splits[0]);
            var data = (RetrievalData)await TaskDataReader.ReadAsync(task, location, null, cancellation);
            texts[subset.Name] = [.. data.Corpus.Select(document => document.Text)];
        }

        return script => texts[script is "Hans" or "Hant" ? "zh" : "en"];
    }
}
