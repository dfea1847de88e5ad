using System.Runtime.InteropServices;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;

namespace Egtlm.Eval.Running;

/// <summary>Evaluates a model on tasks, one after another: skip, read, score, write.</summary>
public sealed class EvaluationRun
{
    private readonly RunVariant _variant;
    private readonly IVectorSearch _search;
    private readonly ResultStore _store;
    private readonly RunOptions _options;
    private readonly IProgress<RunEvent>? _events;

    private EvaluationRun(RunVariant variant, IVectorSearch search, IProgress<RunEvent>? events)
    {
        _variant = variant;
        (_, _store, _options) = variant;
        _search = search;
        _events = events;
    }

    /// <summary>Runs every task that is not finished; a task that fails is reported and the next one goes on.</summary>
    /// <remarks>
    /// Cancelling ends the run after the write in hand; what is written stays and a later run goes on from there.
    /// A task is finished when its file holds all its splits and subsets at its data set's revision.
    /// </remarks>
    /// <exception cref="EvaluationException">The result folder or its manifest cannot be read or written.</exception>
    public static Task<RunSummary> RunAsync(
        IReadOnlyList<PlannedTask> tasks,
        IEncoder encoder,
        IVectorSearch search,
        ResultStore store,
        RunOptions options,
        IProgress<RunEvent>? events,
        CancellationToken cancellation) =>
        RunAsync(tasks, [new RunVariant(encoder, store, options)], search, events, cancellation);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{PlannedTask}, IEncoder, IVectorSearch, ResultStore, RunOptions,
    /// IProgress{RunEvent}?, CancellationToken)"/>
    /// <param name="variants">Each task is scored by all of them before the next task; stores must differ.</param>
    public static async Task<RunSummary> RunAsync(
        IReadOnlyList<PlannedTask> tasks,
        IReadOnlyList<RunVariant> variants,
        IVectorSearch search,
        IProgress<RunEvent>? events,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(variants);
        List<FolderLock> locks = [];
        try
        {
            List<(EvaluationRun Run, RunManifest Manifest)> runs = [];
            foreach (var variant in variants)
            {
                var run = new EvaluationRun(variant, search, events);
                var meta = variant.Options.Meta ?? ModelMeta.Of(variant.Encoder);
                locks.Add(variant.Store.Lock());
                await variant.Store.PrepareAsync(meta).ConfigureAwait(false);
                runs.Add((run, await run.StartManifestAsync().ConfigureAwait(false)));
            }

            return await RunAsync(tasks, runs, cancellation).ConfigureAwait(false);
        }
        finally
        {
            locks.ForEach(taken => taken.Dispose());
        }
    }

    private static async Task<RunSummary> RunAsync(
        IReadOnlyList<PlannedTask> tasks,
        List<(EvaluationRun Run, RunManifest Manifest)> runs,
        CancellationToken cancellation)
    {
        var outcomes = new List<TaskOutcome>();
        for (var i = 0; i < tasks.Count * runs.Count; i++)
        {
            var (task, variant) = Math.DivRem(i, runs.Count);
            var (run, manifest) = runs[variant];
            var place = (task + 1, tasks.Count);
            if (await run.RunTaskAsync(tasks[task], place, cancellation).ConfigureAwait(false) is not { } step)
            {
                return new RunSummary(outcomes, IsCancelled: true);
            }

            outcomes.Add(step.Outcome);
            var isKnown = manifest.Tasks.Any(known => known.Name == step.Record.Name);
            manifest = step.Outcome.Status == RunStatus.Skipped && isKnown ? manifest : manifest.With(step.Record);
            await RunManifestFile.WriteAsync(run._store.Folder, manifest).ConfigureAwait(false);
            runs[variant] = (run, manifest);
        }

        return new RunSummary(outcomes, IsCancelled: false);
    }

    /// <summary>Deals with one task; null when the run was cancelled meanwhile.</summary>
    private async Task<(TaskOutcome Outcome, TaskRecord Record)?> RunTaskAsync(
        PlannedTask planned, (int Number, int Count) place, CancellationToken cancellation)
    {
        var task = new TaskRun(planned, _variant.Encoder, _store, _options, _events)
        {
            LanguageModel = _variant.LanguageModel,
            FreshProcess = _variant.FreshProcess,
        };
        var outcome = new TaskOutcome(task.Task.Name, RunStatus.Failed, task.Task.MainScore, null, 0)
        {
            Dimensions = _options.Dimensions,
        };
        try
        {
            cancellation.ThrowIfCancellationRequested();
            outcome = await ScoreAsync(task, outcome, place, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            // The task boundary: whatever one task does must not cost the others. The cause travels with the outcome.
            outcome = outcome with { Seconds = task.Clock.ElapsedSeconds, Cause = error };
        }

        _events?.Report(EventOf(task.Label, outcome));
        return (outcome, Record(planned, task, outcome));
    }

    private async Task<TaskOutcome> ScoreAsync(
        TaskRun task, TaskOutcome start, (int Number, int Count) place, CancellationToken cancellation)
    {
        var metric = task.Task.MainScore;
        if (task.Task.IsAggregate)
        {
            var (average, wasThere) = await task.AverageAsync(cancellation).ConfigureAwait(false);
            return start with
            {
                Status = wasThere ? RunStatus.Skipped : RunStatus.Finished,
                MainScore = average.MeanOf(metric, task.Parts),
                Seconds = wasThere ? 0 : task.Clock.ElapsedSeconds,
            };
        }

        var existing = await task.ReadExistingAsync(cancellation).ConfigureAwait(false);
        var missing = task.MissingParts(existing);
        if (existing is not null && missing.Count == 0)
        {
            return start with { Status = RunStatus.Skipped, MainScore = existing.MeanOf(metric, task.Parts) };
        }

        _events?.Report(new TaskStarted(task.Label, place.Number, place.Count));
        var result = await task.ScoreAsync(missing, existing, _search, cancellation).ConfigureAwait(false);
        return start with
        {
            Status = RunStatus.Finished,
            MainScore = result.MeanOf(metric, task.Parts),
            Seconds = task.Clock.ElapsedSeconds,
        };
    }

    private static RunEvent EventOf(string label, TaskOutcome outcome) => outcome switch
    {
        { Cause: { } cause } => new TaskFailed(
            label, cause.Message, (cause as EvaluationException)?.Hint, cause),
        { Status: RunStatus.Skipped } =>
            new TaskSkipped(label, outcome.MainMetric, outcome.MainScore ?? double.NaN),
        _ => new TaskFinished(label, outcome.MainMetric, outcome.MainScore ?? double.NaN, outcome.Seconds),
    };

    private TaskRecord Record(PlannedTask planned, TaskRun task, TaskOutcome outcome)
    {
        var isScored = outcome.Status == RunStatus.Finished;
        return new TaskRecord
        {
            Name = outcome.Task,
            Status = outcome.Status,
            MainMetric = outcome.MainMetric,
            MainScore = outcome.MainScore,
            Seconds = outcome.Seconds,
            Device = isScored ? _options.Device : null,
            Dtype = isScored ? _options.Dtype : null,
            TaskFileHash = planned.TaskFileHash,
            DataFolder = planned.DataFolder,
            Data = isScored ? planned.DataRead() : null,
            Encodings = task.Encoder.Records(),
            Phases = task.Clock.Phases,
            Error = outcome.Cause?.Message,
        };
    }

    /// <summary>The manifest of earlier runs in this folder with this run's environment, or a new one.</summary>
    private async Task<RunManifest> StartManifestAsync()
    {
        RunManifest? earlier = null;
        try
        {
            earlier = await RunManifestFile.ReadAsync(_store.Folder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (EvaluationException) when (_options.Overwrite)
        {
            // The user asked for the files of this folder to be replaced.
        }

        if (earlier is not null && !_options.Overwrite)
        {
            RequireSameProfile(earlier.Model.Profile);
        }

        return new RunManifest
        {
            MadeBy = $"{MtebProtocol.Tool} {MtebProtocol.ToolVersion}",
            Protocol = $"mteb {MtebProtocol.Version}",
            Environment = new RunEnvironment(
                _options.Commit,
                RuntimeInformation.FrameworkDescription,
                RuntimeInformation.OSDescription,
                _options.Device,
                _options.Dtype),
            Model = new ModelRecord(
                _store.Model.Name, _store.Model.Revision, _options.ModelDescription, _options.Profile),
            Tasks = earlier?.Tasks ?? [],
            Prompts =
            [
                .. (earlier?.Prompts ?? []).Where(row => _options.Prompts.All(now => now.Task != row.Task)),
                .. _options.Prompts,
            ],
        };
    }

    /// <summary>Scores of two ways to encode must not stand side by side as one model's.</summary>
    private void RequireSameProfile(IReadOnlyDictionary<string, string> earlier)
    {
        var differing = earlier.Keys.Union(_options.Profile.Keys).FirstOrDefault(
            key => earlier.GetValueOrDefault(key) != _options.Profile.GetValueOrDefault(key));
        if (differing is not null)
        {
            throw new EvaluationException(
                $"'{_store.Folder}' holds results with {differing} '{earlier.GetValueOrDefault(differing) ?? "none"}', "
                + $"this run has '{_options.Profile.GetValueOrDefault(differing) ?? "none"}'",
                "pass another --output or --name to keep both, or --overwrite to score again");
        }
    }
}
