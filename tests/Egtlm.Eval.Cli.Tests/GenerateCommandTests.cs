using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>With the sample model, which answers small questions through its chat template.</summary>
public sealed class GenerateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prompt_is_answered_through_the_chat_template()
    {
        var run = await CliRun.Of(["generate", "--prompt", "What is the opposite of hot?"], Cancellation);

        Assert.Equal((0, "cold\n"), (run.ExitCode, run.Output));
        Assert.Contains("through the folder's chat template", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_prompt_is_continued_and_stopped()
    {
        var run = await CliRun.Of(
            ["generate", "--prompt", "Once upon a time", "--raw", "--stop", ".", "--max-new-tokens", "60"], Cancellation);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(", there was a", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('.', run.Output);
    }

    [Fact]
    public async Task File_of_prompts_gives_json_lines_in_its_order()
    {
        var file = _folder.Write(
            "prompts.jsonl",
            """{"prompt": "What is the opposite of hot?"}""",
            """{"messages": [{"role": "user", "content": "苹果是什么颜色的？"}]}""");

        var run = await CliRun.Of(["generate", "--input", file], Cancellation);

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("红色", second.RootElement.GetProperty("text").GetString());
        Assert.Equal("end_token", second.RootElement.GetProperty("finish").GetString());
        Assert.Contains("cold", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_answer_and_its_cost()
    {
        var run = await CliRun.Of(["generate", "--prompt", "What is 3 + 4?", "--json"], Cancellation);

        using var document = JsonDocument.Parse(run.Output);
        Assert.True(document.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(14, document.RootElement.GetProperty("prompt_tokens").GetInt32());
        Assert.NotEqual("", document.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Seed_repeats_the_draws()
    {
        string[] story = ["generate", "--prompt", "Tell me a story.", "--temperature", "1.2", "--max-new-tokens", "30"];

        var first = await CliRun.Of([.. story, "--seed", "5"], Cancellation);
        var again = await CliRun.Of([.. story, "--seed", "5"], Cancellation);
        var other = await CliRun.Of([.. story, "--seed", "6"], Cancellation);

        Assert.Equal(first.Output, again.Output);
        Assert.NotEqual(first.Output, other.Output);
    }

    [Theory]
    [InlineData("give either '--prompt' or '--input'")]
    [InlineData("give either '--prompt' or '--input'", "--prompt", "a", "--input", "b")]
    [InlineData("give a '--temperature' too", "--prompt", "a", "--top-k", "3")]
    [InlineData("'--temperature' takes a number above 0", "--prompt", "a", "--temperature", "0")]
    [InlineData("'--max-new-tokens' takes a number from 1", "--prompt", "a", "--max-new-tokens", "0")]
    public async Task Options_that_make_no_sense_are_usage_errors(string expected, params string[] options)
    {
        var run = await CliRun.Of(["generate", .. options], Cancellation);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no model folder 'nowhere'", "--model", "nowhere", "--prompt", "a")]
    [InlineData("there is no file 'nowhere.jsonl'", "--input", "nowhere.jsonl")]
    [InlineData("no place for the system message", "--raw", "--system", "Be brief.", "--prompt", "a")]
    [InlineData("device 'tpu' is not known", "--prompt", "a", "--device", "tpu")]
    public async Task What_cannot_be_done_fails_with_a_message(string expected, params string[] options)
    {
        var run = await CliRun.Of(["generate", .. options], Cancellation);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_longer_than_the_context_is_refused()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("garden", 600));

        var run = await CliRun.Of(["generate", "--prompt", prompt], Cancellation);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the model has positions for 512", run.Error, StringComparison.Ordinal);
    }
}
