using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class TasksNewCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Tasks => Path.Combine(_folder.Path, "my tasks");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Types() => [.. TaskTypes.Names];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_new_task_runs_as_it_is(string type)
    {
        var made = await New("My-First.task", type);

        Assert.True(made.ExitCode == 0, made.Error);
        Assert.StartsWith(Path.Combine(Tasks, "My-First.task.json"), made.Output, StringComparison.Ordinal);
        var model = type == "generation" ? LoadedModel.SampleFolder : "baseline/hash";
        var output = Path.Combine(_folder.Path, "out");
        var run = await CliRun.Of(
            ["run", "My-First.task", "--tasks-dir", Tasks, "--model", model, "--output", output], Cancellation);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        await New("Mine", "sts");
        var file = Path.Combine(Tasks, "Mine.json");
        await File.WriteAllTextAsync(file, "mine", Cancellation);

        var again = await New("Mine", "sts");

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task A_name_that_is_no_file_name_is_refused()
    {
        var run = await New("../up", "sts");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'../up' cannot name a task", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Tasks));
    }

    private Task<CliRun> New(string name, string type) =>
        CliRun.Of(["tasks", "new", name, "--type", type, "--dir", Tasks], Cancellation);
}
