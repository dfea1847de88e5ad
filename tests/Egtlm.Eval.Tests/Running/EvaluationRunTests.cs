using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class EvaluationRunTests : IDisposable
{
    private readonly ToyRun _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public async Task A_task_is_announced_scored_and_written()
    {
        var summary = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);

        var outcome = Assert.Single(summary.Outcomes);
        Assert.Equal((RunStatus.Finished, "v_measure"), (outcome.Status, outcome.MainMetric));
        Assert.False(summary.IsCancelled);
        Assert.Equal(new TaskStarted("A", 1, 1), _toy.Events[0]);
        Assert.Contains(new PhaseStarted("A", "Encoding", "test", "zh"), _toy.Events);
        Assert.Contains(new PhaseProgressed("A", "Encoding", 8, 8), _toy.Events);
        Assert.Equal(outcome.MainScore, Assert.IsType<TaskFinished>(_toy.Events[^1]).MainScore);
        var result = await _toy.Store.ReadAsync("A", TestContext.Current.CancellationToken);
        Assert.Equal("2.20.0", result!.MtebVersion);
        Assert.Equal(["zh", "en"], result.Splits[0].Subsets.Select(subset => subset.Subset));
        Assert.Equal(["Data loading", "Encoding", "Scoring"], result.Phases!.Take(3).Select(phase => phase.Name));
        Assert.Equal(
            ["main_score", "hf_subset", "languages", "mteb_version"],
            result.Splits[0].Subsets[0].Values.TakeLast(4).Select(item => item.Key));
    }

    [Fact]
    public async Task A_finished_task_is_skipped_unless_overwrite_is_given()
    {
        var first = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);
        var encoder = new FakeEncoder();

        var second = await _toy.RunAsync(encoder, [ToyRun.Plan("A")]);

        Assert.Equal(0, encoder.Calls);
        Assert.Equal(RunStatus.Skipped, second.Outcomes[0].Status);
        Assert.Equal(first.Outcomes[0].MainScore, second.Outcomes[0].MainScore);
        Assert.IsType<TaskSkipped>(_toy.Events[^1]);
        await _toy.RunAsync(encoder, [ToyRun.Plan("A")], overwrite: true);
        Assert.Equal(2, encoder.Calls);
    }

    [Fact]
    public async Task A_task_that_fails_is_reported_and_the_next_one_runs()
    {
        var encoder = new FakeEncoder((_, request) =>
        {
            if (request.Task.Name == "Broken")
            {
                throw new InvalidOperationException("a bug");
            }
        });

        var summary = await _toy.RunAsync(
            encoder, [ToyRun.Plan("Broken"), ToyRun.Plan("Wrong", metric: "f1"), ToyRun.Plan("Fine")]);

        Assert.Equal(
            [RunStatus.Failed, RunStatus.Failed, RunStatus.Finished],
            summary.Outcomes.Select(outcome => outcome.Status));
        var failures = _toy.Events.OfType<TaskFailed>().ToArray();
        Assert.Equal(("Broken", "a bug", null), (failures[0].Task, failures[0].Message, failures[0].Hint));
        Assert.IsType<InvalidOperationException>(failures[0].Cause);
        Assert.StartsWith("task 'Wrong' names the main score 'f1', which a Clustering task", failures[1].Message);
        Assert.Equal("available: v_measure, v_measure_std", failures[1].Hint);
        Assert.False(File.Exists(_toy.Store.TaskPath("Broken")));
    }

    [Fact]
    public async Task A_cancelled_run_keeps_what_is_written_and_a_resumed_one_equals_a_fresh_one()
    {
        using var cancel = new CancellationTokenSource();
        PlannedTask[] tasks = [ToyRun.Plan("A"), ToyRun.Plan("B")];
        FakeEncoder encoder = null!;
        encoder = new FakeEncoder((_, _) =>
        {
            if (encoder.Calls == 4)
            {
                cancel.Cancel();
            }
        });

        var cancelled = await _toy.RunAsync(encoder, tasks, cancellation: cancel.Token);
        var half = await _toy.Store.ReadAsync("B", TestContext.Current.CancellationToken);
        var resumed = await _toy.RunAsync(new FakeEncoder(), tasks);

        Assert.True(cancelled.IsCancelled);
        Assert.Equal("A", Assert.Single(cancelled.Outcomes).Task);
        Assert.NotNull(half!.Find("test", "zh"));
        Assert.Null(half.Find("test", "en"));
        Assert.Equal([RunStatus.Skipped, RunStatus.Finished], resumed.Outcomes.Select(outcome => outcome.Status));
        using var fresh = new ToyRun();
        await fresh.RunAsync(new FakeEncoder(), tasks);
        Assert.Equal(ScoresOf(fresh.Read("B.json")), ScoresOf(_toy.Read("B.json")));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_starts_does_nothing()
    {
        var summary = await _toy.RunAsync(
            new FakeEncoder(), [ToyRun.Plan("A")], cancellation: new CancellationToken(canceled: true));

        Assert.True(summary.IsCancelled);
        Assert.Empty(summary.Outcomes);
        Assert.Empty(_toy.Events);
    }

    [Fact]
    public async Task A_new_split_is_added_without_losing_or_scoring_the_old_one()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A", splits: ["test"])]);
        var encoder = new FakeEncoder();

        await _toy.RunAsync(encoder, [ToyRun.Plan("A", splits: ["validation", "test"])]);

        Assert.Equal(2, encoder.Calls);
        var result = await _toy.Store.ReadAsync("A", TestContext.Current.CancellationToken);
        Assert.Equal(["validation", "test"], result!.Splits.Select(split => split.Name));
        Assert.Equal(12, result.Phases!.Count);
    }

    [Fact]
    public async Task A_result_of_another_revision_is_never_replaced_silently()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A", revision: "old")]);
        var before = _toy.Read("A.json");

        var summary = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A", revision: "new")]);

        Assert.Equal(1, summary.Count(RunStatus.Failed));
        var failure = Assert.IsType<TaskFailed>(_toy.Events[^1]);
        Assert.Contains("was scored on revision 'old' of 'org/A', the task asks for 'new'", failure.Message);
        Assert.Contains("--overwrite", failure.Hint);
        Assert.Equal(before, _toy.Read("A.json"));
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A", revision: "new")], overwrite: true);
        Assert.StartsWith("{\n  \"dataset_revision\": \"new\",", _toy.Read("A.json"));
    }

    [Fact]
    public async Task A_truncated_result_fails_its_task_and_overwrite_replaces_it()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);
        var path = _toy.Store.TaskPath("A");
        await File.WriteAllTextAsync(path, _toy.Read("A.json")[..200], TestContext.Current.CancellationToken);

        var summary = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A"), ToyRun.Plan("B")]);
        var redone = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")], overwrite: true);

        Assert.Equal([RunStatus.Failed, RunStatus.Finished], summary.Outcomes.Select(outcome => outcome.Status));
        Assert.Equal(RunStatus.Finished, redone.Outcomes[0].Status);
    }

    [Fact]
    public async Task An_unwritable_place_is_found_before_anything_is_encoded()
    {
        await File.WriteAllTextAsync(_toy.Folder.At("test__model"), "", TestContext.Current.CancellationToken);
        var encoder = new FakeEncoder();

        await Assert.ThrowsAsync<EvaluationException>(() => _toy.RunAsync(encoder, [ToyRun.Plan("A")]));

        Assert.Equal(0, encoder.Calls);
    }

    private static string ScoresOf(string document) =>
        document[..document.IndexOf("\"evaluation_time\"", StringComparison.Ordinal)];

    [Fact]
    public async Task A_second_run_on_the_folder_is_refused_and_the_first_leaves_it_free()
    {
        using var toy = new ToyRun();
        EvaluationException? refused = null;
        var first = new FakeEncoder((_, _) => refused ??= Assert.Throws<EvaluationException>(
            () => toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("B")]).GetAwaiter().GetResult()));

        await toy.RunAsync(first, [ToyRun.Plan("A")]);
        var later = await toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("B")]);

        Assert.Contains("another run is writing to", refused?.Message, StringComparison.Ordinal);
        Assert.Equal(1, later.Count(RunStatus.Finished));
        Assert.Empty(Directory.EnumerateFiles(toy.Store.Folder, ".*"));
    }
}
