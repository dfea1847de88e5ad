using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_lists_the_commands_and_documents_exit_codes()
    {
        var run = await Run("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("run <what>", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 ok   1 failed or invalid   2 usage   3 gate breached   4 gate inconclusive   130 cancelled", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_a_command_ends_with_examples()
    {
        var run = await Run("run", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Try:\n  egtlm-eval run sample", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "sample", "--frobnicate")]
    [InlineData("run")]
    [InlineData("fly")]
    [InlineData("run", "sample", "--dtype", "fp16")]
    public async Task A_wrong_command_line_is_a_usage_error_on_stderr(params string[] args)
    {
        var run = await Run(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_printed()
    {
        var run = await Run("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Fact]
    public async Task Every_shipped_task_is_valid()
    {
        var run = await Run("tasks", "validate");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("are valid\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_task_file_is_reported_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.WriteText("sts/Mine.json", """
            {
              "type": "sts",
              "name": "Mine",
              "min_scor": 0
            }
            """);

        var run = await Run("tasks", "validate", "--tasks-dir", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{file}(4): ", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'min_score'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_of_a_benchmark_are_listed()
    {
        var run = await Run("tasks", "list", "sample");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SampleReranking", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("STSBenchmark", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _egtlm_eval egtlm-eval")]
    [InlineData("zsh", "compdef _egtlm_eval egtlm-eval")]
    [InlineData("fish", "complete -c egtlm-eval")]
    public async Task Completion_prints_a_script(string shell, string line)
    {
        var run = await Run("completion", shell);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    private static Task<CliRun> Run(params string[] args) => CliRun.Of(args, TestContext.Current.CancellationToken);
}
