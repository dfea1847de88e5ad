using Egtlm.Eval.Cli.Watching;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests.Watching;

public sealed class CheckpointWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandClock _time = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("checkpoint-500", 500)]
    [InlineData("epoch-3-step-1500", 1500)]
    [InlineData("step_0000700_hf", 700)]
    [InlineData("iter=9", 9)]
    [InlineData("checkpoint500", 500)]
    [InlineData("qwen2-final", null)]
    [InlineData("final", null)]
    [InlineData("checkpoint-99999999999999999999", null)]
    public void The_step_is_the_number_in_the_name(string name, int? step) => Assert.Equal(step, CheckpointFolder.StepOf(name));

    [Fact]
    public void Folders_come_by_step_and_temporary_ones_and_links_never()
    {
        foreach (var name in (string[])["final", "checkpoint-1000", "checkpoint-500", "tmp-checkpoint-700", "checkpoint-600.tmp"])
        {
            Copy(name);
        }

        Directory.CreateSymbolicLink(_folder.At("latest"), _folder.At("checkpoint-1000"));

        var seen = Watch(settle: 0).Look();

        Assert.Equal(["checkpoint-500", "checkpoint-1000", "final"], seen.Where(folder => folder.IsReady).Select(folder => folder.Name));
        Assert.Equal(
            ["checkpoint-600.tmp", "tmp-checkpoint-700"],
            seen.Where(folder => folder.Fault == "its name is that of an unfinished folder").Select(folder => folder.Name)
                .Order(StringComparer.Ordinal));
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void A_folder_is_ready_when_it_has_not_changed_for_the_settling_time()
    {
        Copy("checkpoint-1");
        var watch = Watch(settle: 10);

        Assert.False(Assert.Single(watch.Look()).IsReady);
        _time.Seconds = 9;
        _folder.WriteText("checkpoint-1/optimizer.pt", "half");
        Assert.False(Assert.Single(watch.Look()).IsReady);
        _time.Seconds = 18;
        Assert.False(Assert.Single(watch.Look()).IsReady);
        _time.Seconds = 19;
        Assert.True(Assert.Single(watch.Look()).IsReady);
    }

    [Fact]
    public void A_marker_makes_a_whole_folder_ready_at_once_and_a_part_never()
    {
        Copy("checkpoint-1");
        Copy("checkpoint-2");
        File.Delete(_folder.At("checkpoint-2", "tokenizer.json"));
        _folder.WriteText("checkpoint-1/DONE", "");
        _folder.WriteText("checkpoint-2/DONE", "");

        var seen = Watch(settle: 10).Look();

        Assert.Equal([true, false], seen.Select(folder => folder.IsReady));
        Assert.Equal("it has no 'tokenizer.json'", seen[1].Fault);
    }

    [Fact]
    public void What_is_done_comes_again_only_when_it_changes()
    {
        Copy("checkpoint-1");
        var watch = Watch(settle: 0);

        watch.Done(Assert.Single(watch.Look()));
        Assert.Empty(watch.Look());
        _folder.WriteText("checkpoint-1/trainer_state.json", "{}");

        Assert.True(Assert.Single(watch.Look()).IsReady);
    }

    private CheckpointWatch Watch(double settle) => new(_folder.Path, TimeSpan.FromSeconds(settle), "DONE", _time);

    private void Copy(string name) => WatchCommandTests.Copy(LoadedModel.SampleFolder, _folder.At(name));

    private sealed class HandClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
