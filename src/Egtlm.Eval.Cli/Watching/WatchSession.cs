using System.Globalization;
using Egtlm.Eval.Models;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>One <c>watch</c>: wait for a checkpoint, score it, judge it, write a line, and so on.</summary>
internal sealed class WatchSession
{
    // A timer may fire a moment before the clock that the settling time is measured with.
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(50);

    private readonly WatchRequest _request;
    private readonly Shell _shell;
    private readonly CheckpointEvaluation _evaluation;
    private readonly CheckpointWatch _watch;
    private readonly string _path;
    private readonly List<TrendLine> _lines;
    private readonly int _earlier;
    private readonly Dictionary<string, int> _codes = [];
    private readonly HashSet<(string Name, string Fault)> _said = [];

    private WatchSession(
        WatchRequest request, IReadOnlyList<string> benchmarks, IReadOnlyList<TrendLine> earlier, Shell shell)
    {
        (_request, _shell, _lines, _earlier) = (request, shell, [.. earlier], earlier.Count);
        _path = PathOf(request);
        _evaluation = new CheckpointEvaluation(request, benchmarks, shell, ReproducibleTime.FromEnvironment());
        _watch = new CheckpointWatch(request.Directory, request.Settle, request.DoneFile, TimeProvider.System);
    }

    /// <returns>An <see cref="ExitCode"/>: with <see cref="WatchRequest.IsOnce"/> the worst of the checkpoints that are
    /// there, evaluated now or earlier.</returns>
    /// <exception cref="OperationCanceledException">The only end of a watch that goes on.</exception>
    public static async Task<int> RunAsync(WatchRequest request, Shell shell, CancellationToken cancellation)
    {
        if (!Directory.Exists(request.Directory))
        {
            throw new EvaluationException(
                $"there is no folder '{request.Directory}'",
                "give the folder that a training writes its checkpoints to");
        }

        string[] folders = [TaskFiles.BuiltInDirectory(), .. request.Run.TasksDirectories];
        var policy = GatePolicyFile.Find(request.Policy, folders);
        string[] benchmarks =
        [
            .. request.Benchmarks.Count > 0
                ? request.Benchmarks
                : policy.Checks.Select(check => check.Check).Distinct(),
        ];
        _ = TaskCatalog.Load(folders).Resolve(benchmarks); // a name that nobody knows is not found by every checkpoint
        Directory.CreateDirectory(request.Run.Output);
        using var taken = FolderLock.Take(request.Run.Output);
        var earlier = await TrendFile.ReadAsync(PathOf(request), cancellation);
        return await new WatchSession(request, benchmarks, earlier, shell).RunAsync(cancellation);
    }

    private static string PathOf(WatchRequest request) => Path.Combine(request.Run.Output, TrendFile.Name);

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        var baseline = await BaselineAsync(cancellation);
        _shell.Info($"watch    {_request.Directory}, {_lines.Count} lines in {_path}");
        var hasWaited = _request.Settle == TimeSpan.Zero;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var folders = _watch.Look();
            foreach (var folder in folders.Where(folder => folder.Fault is not null))
            {
                Say(folder, folder.Fault!);
            }

            CheckpointFolder[] whole = [.. folders.Where(folder => folder.Fault is null)];
            if (whole.FirstOrDefault(folder => folder.IsSettled) is { } ready)
            {
                await EvaluateAsync(ready, baseline, cancellation);
                continue;
            }

            if (_request.IsOnce && (hasWaited || whole.Length == 0))
            {
                Array.ForEach(whole, folder => Say(folder, "it is still written to"));
                return End();
            }

            hasWaited = true;
            await Task.Delay(whole.Length > 0 ? _request.Settle + s_slack : _request.Interval, cancellation);
        }
    }

    /// <summary>The results to compare with; null for none, and where the first checkpoint is meant.</summary>
    private async Task<string?> BaselineAsync(CancellationToken cancellation)
    {
        if (_request.Baseline is not { } given || IsFirst)
        {
            return null;
        }

        if (File.Exists(Path.Combine(given, "config.json")))
        {
            var end = await _evaluation.ScoreAsync(given, baseline: null, cancellation);
            return end.Summary.Outcomes.FirstOrDefault(outcome => outcome.Cause is not null) is { } failed
                ? throw new EvaluationException(
                    $"the baseline '{given}' failed in {failed.Task}: {failed.Cause!.Message}", // not null: asked for
                    (failed.Cause as EvaluationException)?.Hint)
                : end.Folder;
        }

        return (await GateSide.OpenAsync(given, cancellation)).Folder;
    }

    private bool IsFirst => _request.Baseline == WatchRequest.First && !Directory.Exists(WatchRequest.First);

    private string? FirstResults() =>
        _lines.FirstOrDefault(line => line is { Error: null, Results: not null })?.Results is { } results
            ? Path.Combine(_request.Run.Output, results)
            : null;

    private async Task EvaluateAsync(CheckpointFolder folder, string? baseline, CancellationToken cancellation)
    {
        var revision = RevisionOf(folder);
        var place = _lines.FindLastIndex(line => line.Checkpoint == folder.Name && line.Revision == revision);
        var known = place < 0 ? null : _lines[place];
        if (known is null || (_request.Retries && place < _earlier && known.ExitCode == ExitCode.Failed))
        {
            _shell.Info($"found    {folder.Name}");
            known = await _evaluation.RunAsync(folder, revision, IsFirst ? FirstResults() : baseline, cancellation);
            await TrendFile.AppendAsync(_path, known);
            _lines.Add(known);
            _shell.Result(_request.WritesJson ? TrendFile.Write(known) : WatchText.Of(known));
        }

        _codes[folder.Name] = known.ExitCode;
        _watch.Done(folder);
    }

    private static string? RevisionOf(CheckpointFolder folder)
    {
        try
        {
            return ModelIdentityReader.Read(folder.Path).Revision;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // the run that follows meets the same and says so
        }
    }

    private void Say(CheckpointFolder folder, string fault)
    {
        var isOutput = Path.GetFullPath(_request.Run.Output) == folder.Path;
        if (!isOutput && _said.Add((folder.Name, fault)))
        {
            _shell.Info($"waiting  {folder.Name}: {fault}");
        }
    }

    private int End()
    {
        if (_codes.Count == 0)
        {
            throw new EvaluationException(
                $"'{_request.Directory}' holds no complete checkpoint",
                "expected folders such as checkpoint-500 with config.json, a tokenizer and safetensors weights");
        }

        var worst = _codes.Values.MaxBy(WatchText.Severity);
        _shell.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"{_codes.Count} checkpoints, {_lines.Count - _earlier} evaluated now; {_path}"));
        return worst;
    }
}
