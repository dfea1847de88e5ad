using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Evaluation.Generated;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>Scores the missing parts of one task, one write after each.</summary>
internal sealed class TaskRun
{
    // mteb/abstasks/abstask.py: every task object starts random.Random(42) and keeps it over its splits and subsets.
    private const uint Seed = 42;

    private readonly PlannedTask _planned;
    private readonly ResultStore _store;
    private readonly RunOptions _options;
    private readonly IProgress<RunEvent>? _events;
    private string _phase = "";

    public TaskRun(
        PlannedTask planned, IEncoder encoder, ResultStore store, RunOptions options, IProgress<RunEvent>? events)
    {
        _planned = planned;
        _store = store;
        _options = options;
        _events = events;
        Encoder = new RecordingEncoder(encoder, options.Time);
        Clock = new PhaseClock(options.Time, OnPhase);
        Parts =
        [
            .. Task.Splits.SelectMany(split => Task.Subsets.Select(subset => new TaskPart(split, subset.Name))),
        ];
    }

    public TaskDefinition Task => _planned.Definition;

    /// <summary>The task's name as events tell it: <c>STSB@64</c> with vectors cut to 64 values.</summary>
    public string Label => _options.Dimensions is { } dimensions
        ? FormattableString.Invariant($"{Task.Name}@{dimensions}")
        : Task.Name;

    /// <summary>What the task asks for, split by split, in mteb's order.</summary>
    public IReadOnlyList<TaskPart> Parts { get; }

    public RecordingEncoder Encoder { get; }

    /// <inheritdoc cref="EvaluationScope.LanguageModel"/>
    public required Func<ILanguageModel> LanguageModel { get; init; }

    /// <inheritdoc cref="EvaluationScope.FreshProcess"/>
    public required FreshProcess FreshProcess { get; init; }

    public PhaseClock Clock { get; }

    /// <summary>The document to complete, or null to begin a new one.</summary>
    /// <exception cref="EvaluationException">A file is in the way that only <c>--overwrite</c> may replace.</exception>
    public async Task<TaskResult?> ReadExistingAsync(CancellationToken cancellation)
    {
        TaskResult? existing = null;
        try
        {
            existing = await _store.ReadAsync(Task.Name, cancellation).ConfigureAwait(false);
        }
        catch (EvaluationException) when (_options.Overwrite)
        {
            // The user asked for the file to be replaced, whatever it holds.
        }

        if (existing is null || existing.DatasetRevision == Task.Dataset.Revision)
        {
            return existing;
        }

        return _options.Overwrite
            ? null
            : throw new EvaluationException(
                $"'{_store.TaskPath(Task.Name)}' was scored on revision '{existing.DatasetRevision}' of "
                + $"'{Task.Dataset.Path}', the task asks for '{Task.Dataset.Revision}'",
                "pass --overwrite to score it again, or another --output to keep both");
    }

    /// <summary>The parts that <paramref name="existing"/> lacks; all when it is null or to be overwritten.</summary>
    public IReadOnlyList<TaskPart> MissingParts(TaskResult? existing)
    {
        TaskPart[] missing = [.. Parts.Where(part => existing?.Find(part.Split, part.Subset) is null)];
        RequireSameMainScore(existing);

        // Fast clustering draws from one generator through all parts: scoring only some would change their draws.
        var isDrawnInTurn = Task is ClusteringTask { Protocol: ClusteringProtocol.Fast };
        return _options.Overwrite || (isDrawnInTurn && missing.Length > 0) ? Parts : missing;
    }

    /// <summary>Scores <paramref name="parts"/> in order and writes the document after each.</summary>
    public async Task<TaskResult> ScoreAsync(
        IReadOnlyList<TaskPart> parts, TaskResult? existing, IVectorSearch search, CancellationToken cancellation)
    {
        var random = new PythonRandom(Seed);

        // Time and phases of parts that are scored again are not counted twice: a resumed document equals a fresh one.
        var isAgain = parts.Any(part => existing?.Find(part.Split, part.Subset) is not null);
        var earlier = _options.Overwrite || isAgain ? null : existing;
        var result = existing ?? new TaskResult
        {
            DatasetRevision = Task.Dataset.Revision,
            TaskName = Task.Name,
            Splits = [],
        };
        var items = new TaskItems(_planned, _store, Parts, keepsEarlier: existing is not null)
        {
            Digests = Digests(),
        };
        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            var data = await Clock.MeasureAsync("Data loading", () => _planned.ReadAsync(part, cancellation))
                .ConfigureAwait(false);
            if (items.Digests is not null && parts.Count < Parts.Count
                && await items.LackPartsOfAsync(existing, cancellation).ConfigureAwait(false))
            {
                // Numbers of other data or another tokenizer must not stand beside these.
                return await ScoreAsync(Parts, existing, search, cancellation).ConfigureAwait(false);
            }

            var relay = new EncodeRelay(OnEncoded);
            var scope = new EvaluationScope(
                Task, part.Split, part.Subset, Encoder, search, random, Clock, relay, cancellation)
            {
                LanguageModel = LanguageModel,
                FreshProcess = FreshProcess,
            };
            var scores = SubsetScores.Complete(Evaluators.Evaluate(data, scope), Task, part.Subset);
            result = TaskResultMerge.Add(result, part.Split, scores, Task) with
            {
                EvaluationTime = (earlier?.EvaluationTime ?? 0) + Clock.ElapsedSeconds,
                Date = UnixSeconds(_options.Time.GetUtcNow()),
                Phases = [.. earlier?.Phases ?? [], .. Clock.Phases],
            };
            await items.WriteAsync(part, scope.Kept, cancellation).ConfigureAwait(false);
            await items.WriteAsync(part, scope.Items, cancellation).ConfigureAwait(false);
            await _store.WriteAsync(result).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Averages the sub-tasks of an aggregate and writes the document when it says something else.</summary>
    /// <returns>The document, and whether it was there already.</returns>
    /// <exception cref="EvaluationException">A sub-task has no score, or a file cannot be read.</exception>
    public async Task<(TaskResult Result, bool WasThere)> AverageAsync(CancellationToken cancellation)
    {
        var existing = await ReadExistingAsync(cancellation).ConfigureAwait(false);
        var average = await AggregateResult.OfAsync(_planned, _store, cancellation).ConfigureAwait(false);
        var isSame = existing is not null && Parts.All(part =>
            existing.Find(part.Split, part.Subset)?.MainScore == average.Find(part.Split, part.Subset)?.MainScore);
        if (existing is not null && isSame && !_options.Overwrite)
        {
            return (existing, true);
        }

        var result = average with { Date = UnixSeconds(_options.Time.GetUtcNow()) };
        await _store.WriteAsync(result).ConfigureAwait(false);
        return (result, false);
    }

    /// <summary>What the items of a generation task depend on, besides the data; null for other tasks.</summary>
    private TextDigests? Digests()
    {
        if (Task is not GenerationTask task)
        {
            return null;
        }

        var digests = LanguageModel().Digests;
        var isChat = task.Check != GenerationCheck.Text && task.PromptForm == PromptForm.Chat;
        return isChat ? digests : digests with { Template = null };
    }

    /// <summary>A file has one main score: two protocols cannot share it.</summary>
    private void RequireSameMainScore(TaskResult? existing)
    {
        var other = Parts.Select(part => existing?.Find(part.Split, part.Subset)).OfType<SubsetResult>()
            .FirstOrDefault(scores => !scores.MainScore.Equals(scores.NumberOf(Task.MainScore) ?? double.NaN));
        if (other is not null && !_options.Overwrite)
        {
            throw new EvaluationException(
                $"'{_store.TaskPath(Task.Name)}' was scored with another main score than '{Task.MainScore}'",
                "protocols differ in main scores: pass another --output to keep both, or --overwrite to score again");
        }
    }

    /// <summary>Python's <c>datetime.timestamp()</c>: whole microseconds.</summary>
    private static double UnixSeconds(DateTimeOffset time) =>
        (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond / 1e6;

    private void OnPhase(string name, string split, string subset)
    {
        _phase = name;
        _events?.Report(new PhaseStarted(Label, name, split, subset));
    }

    private void OnEncoded(EncodeProgress progress) =>
        _events?.Report(new PhaseProgressed(Label, _phase, progress.Done, progress.Total));

    /// <summary>Reports at once and on the same thread, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class EncodeRelay(Action<EncodeProgress> report) : IProgress<EncodeProgress>
    {
        public void Report(EncodeProgress value) => report(value);
    }
}
