using Egtlm.Eval.Data;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class ReproducibleRunTests : IDisposable
{
    private readonly ToyRun _toy = new();

    public void Dispose() => _toy.Dispose();

    [Theory]
    [InlineData("1700000000", 1700000000)]
    [InlineData("0", 0)]
    public void The_clock_stands_at_the_given_second(string seconds, long expected)
    {
        var time = ReproducibleTime.Of(seconds);

        Assert.Equal(expected, time.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(TimeSpan.Zero, time.GetElapsedTime(time.GetTimestamp()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_variable_the_clock_is_the_systems(string? seconds) =>
        Assert.Same(TimeProvider.System, ReproducibleTime.Of(seconds));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("1.5")]
    [InlineData("99999999999999999")]
    [InlineData(" 1")]
    public void A_wrong_value_is_refused_by_name(string seconds)
    {
        var error = Assert.Throws<EvaluationException>(() => ReproducibleTime.Of(seconds));

        Assert.Equal($"SOURCE_DATE_EPOCH is '{seconds}', expected whole seconds since 1970", error.Message);
    }

    [Fact]
    public async Task A_document_has_the_given_date_and_no_durations()
    {
        await RunAsync(_toy, [ToyRun.Plan("A")], int.MaxValue);

        var text = _toy.Read("A.json");
        Assert.Contains("\"evaluation_time\": 0.0,", text);
        Assert.Contains("\"date\": 1700000000.0,", text);
        Assert.DoesNotMatch("\"(start|end)\": (?!0\\.0)", text);
        Assert.DoesNotMatch("\"(seconds|start|end)\": (?!0[,\\n])", _toy.Read("run.json"));
    }

    [Theory]
    [InlineData(ClusteringProtocol.Legacy, 1)]
    [InlineData(ClusteringProtocol.Legacy, 2)]
    [InlineData(ClusteringProtocol.Legacy, 3)]
    [InlineData(ClusteringProtocol.Fast, 1)]
    [InlineData(ClusteringProtocol.Fast, 2)]
    [InlineData(ClusteringProtocol.Fast, 3)]
    public async Task A_resumed_run_equals_a_fresh_one_byte_for_byte(ClusteringProtocol protocol, int cancelAtCall)
    {
        PlannedTask[] tasks =
            [protocol == ClusteringProtocol.Fast ? Fast("A") : ToyRun.Plan("A", splits: ["validation", "test"])];

        var cancelled = await RunAsync(_toy, tasks, cancelAtCall);
        await RunAsync(_toy, tasks, int.MaxValue);

        Assert.True(cancelled.IsCancelled);
        using var fresh = new ToyRun();
        await RunAsync(fresh, tasks, int.MaxValue);
        Assert.Equal(fresh.Read("A.json"), _toy.Read("A.json"));
        Assert.Equal(fresh.Read("A.items.jsonl"), _toy.Read("A.items.jsonl"));
        Assert.Equal(fresh.Read("run_settings.jsonl"), _toy.Read("run_settings.jsonl"));
        Assert.Equal(fresh.Read("model_meta.json"), _toy.Read("model_meta.json"));
    }

    [Fact]
    public async Task Scoring_again_leaves_the_same_bytes()
    {
        await RunAsync(_toy, [Fast("A")], int.MaxValue);
        var first = _toy.Read("A.json");

        await RunAsync(_toy, [Fast("A")], int.MaxValue, overwrite: true);

        Assert.Equal(first, _toy.Read("A.json"));
    }

    private static async Task<RunSummary> RunAsync(
        ToyRun toy, PlannedTask[] tasks, int cancelAtCall, bool overwrite = false)
    {
        using var cancel = new CancellationTokenSource();
        FakeEncoder encoder = null!;
        encoder = new FakeEncoder((_, _) =>
        {
            if (encoder.Calls == cancelAtCall)
            {
                cancel.Cancel();
            }
        });
        return await EvaluationRun.RunAsync(
            tasks,
            encoder,
            new ExactSearch(),
            toy.Store,
            new RunOptions { Overwrite = overwrite, Time = ReproducibleTime.Of("1700000000") },
            events: null,
            cancel.Token);
    }

    private static PlannedTask Fast(string name)
    {
        string[] texts = ["aaaa", "aaab", "aaaa aaa", "gggg", "gggh", "中文", "中文中文", "中"];
        var labels = texts.Select((_, index) => new[] { new Label(index / 3) });
        var plan = ToyRun.Plan(name, splits: ["validation", "test"]);
        return plan with
        {
            Definition = (ClusteringTask)plan.Definition with { Protocol = ClusteringProtocol.Fast },
            ReadAsync = (_, _) => Task.FromResult<TaskData>(new FastClusteringData(texts, [.. labels])),
        };
    }
}
