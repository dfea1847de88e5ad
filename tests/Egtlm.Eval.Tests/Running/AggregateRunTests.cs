using System.Text.RegularExpressions;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class AggregateRunTests : IDisposable
{
    private readonly ToyRun _toy = new();

    public void Dispose() => _toy.Dispose();

    [Fact]
    public async Task An_aggregate_is_written_after_its_sub_tasks_with_their_mean()
    {
        var summary = await _toy.RunAsync(new FakeEncoder(), Plan());

        Assert.Equal(["A", "B", "Both"], summary.Outcomes.Select(outcome => outcome.Task));
        Assert.All(summary.Outcomes, outcome => Assert.Equal(RunStatus.Finished, outcome.Status));
        var (a, b, both) = (await ReadAsync("A"), await ReadAsync("B"), await ReadAsync("Both"));
        var scores = both.Find("test", "default")!;
        Assert.Equal(
            ["v_measure", "main_score", "hf_subset", "languages", "mteb_version"],
            scores.Values.Select(item => item.Key));
        Assert.Equal(
            (a.Splits[0].Subsets[0].MainScore + b.Splits[0].Subsets[0].MainScore) / 2, scores.MainScore, 1e-6);
        Assert.Equal(scores.MainScore, summary.Outcomes[2].MainScore!.Value, 1e-6);
        Assert.Equal("1", both.DatasetRevision);
        Assert.Equal(a.EvaluationTime + b.EvaluationTime, both.EvaluationTime);
        Assert.Contains("\"kg_co2_emissions\": NaN", _toy.Read("Both.json"), StringComparison.Ordinal);
        Assert.EndsWith("\"evaluation_phases\": null\n}", _toy.Read("Both.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_aggregate_is_skipped_and_one_out_of_date_is_written_anew()
    {
        await _toy.RunAsync(new FakeEncoder(), Plan());
        var written = _toy.Read("Both.json");
        var again = await _toy.RunAsync(new FakeEncoder(), Plan());

        Assert.Equal(RunStatus.Skipped, again.Outcomes[2].Status);
        Assert.Equal(written, _toy.Read("Both.json"));
        var path = _toy.Store.TaskPath("Both");
        var old = Regex.Replace(
            written, "\"main_score\": [0-9.]+", "\"main_score\": null");
        await File.WriteAllTextAsync(path, old, TestContext.Current.CancellationToken);

        var repaired = await _toy.RunAsync(new FakeEncoder(), Plan());

        Assert.Equal(RunStatus.Finished, repaired.Outcomes[2].Status);
        Assert.DoesNotContain("null,\n        \"hf_subset\"", _toy.Read("Both.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_sub_task_fails_the_aggregate_and_writes_nothing()
    {
        var encoder = new FakeEncoder((_, request) =>
        {
            if (request.Task.Name == "B")
            {
                throw new InvalidOperationException("a bug");
            }
        });

        var summary = await _toy.RunAsync(encoder, Plan());

        Assert.Equal(RunStatus.Failed, summary.Outcomes[2].Status);
        Assert.Null(summary.Outcomes[2].MainScore);
        Assert.Equal(
            $"'Both' averages 2 tasks, of which 1 have no score in '{_toy.Store.Folder}': B",
            summary.Outcomes[2].Cause!.Message);
        Assert.False(File.Exists(_toy.Store.TaskPath("Both")));
        Assert.True(File.Exists(_toy.Store.TaskPath("A")));
    }

    [Fact]
    public async Task A_score_of_another_revision_does_not_count()
    {
        await _toy.RunAsync(new FakeEncoder(), Plan());

        var summary = await _toy.RunAsync(new FakeEncoder(), Plan(revisionOfB: "d2"));

        Assert.Equal(
            [RunStatus.Skipped, RunStatus.Failed, RunStatus.Failed],
            summary.Outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task A_file_with_another_main_score_is_refused_unless_overwrite_is_given()
    {
        await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A")]);

        var other = await _toy.RunAsync(new FakeEncoder(), [ToyRun.Plan("A", metric: "v_measure_std")]);

        Assert.StartsWith(
            $"'{_toy.Store.TaskPath("A")}' was scored with another main score than 'v_measure_std'",
            Assert.Single(other.Outcomes).Cause!.Message, StringComparison.Ordinal);
        var again = await _toy.RunAsync(
            new FakeEncoder(), [ToyRun.Plan("A", metric: "v_measure_std")], overwrite: true);
        Assert.Equal(RunStatus.Finished, Assert.Single(again.Outcomes).Status);
    }

    private static PlannedTask[] Plan(string revisionOfB = "d1")
    {
        PlannedTask[] parts = [ToyRun.Plan("A"), ToyRun.Plan("B", revisionOfB)];
        var both = new RetrievalTask
        {
            Name = "Both",
            Dataset = new DatasetReference("aggregate tasks do not have a path", "1"),
            Subsets = [new TaskSubset("default", ["eng-Latn"])],
            Splits = ["test"],
            MainScore = "v_measure",
            SubTasks = ["A", "B"],
        };
        return [.. parts, PlannedTask.Aggregate(both, [.. parts.Select(part => part.Definition)])];
    }

    private async Task<TaskResult> ReadAsync(string name) =>
        (await _toy.Store.ReadAsync(name, TestContext.Current.CancellationToken))!;
}
