using Egtlm.Eval.Generation;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Generation;

public sealed class PromptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_hold_a_prompt_or_messages()
    {
        var prompts = await Read("""
            {"prompt": "你好 😀", "id": 7}
            {"messages": [{"role": "user", "content": "Hi"}]}
            """);

        Assert.Equal("你好 😀", prompts[0].Text);
        Assert.Equal("Hi", prompts[1].Messages!.Value[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("""{"text": "a"}""", "prompts.jsonl:1: found neither 'prompt' nor 'messages'")]
    [InlineData("""{"prompt": "a", "messages": []}""", "found both")]
    [InlineData("""{"prompt": 3}""", "expected a string")]
    [InlineData("""{"messages": []}""", "not a list of objects")]
    [InlineData("""{"messages": [{"role": "user"}]}""", "not a list of objects")]
    [InlineData("", "has no rows")]
    public async Task Other_lines_are_refused(string line, string expected)
    {
        var failure = await Assert.ThrowsAsync<EvaluationException>(() => Read(line));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Prompt>> Read(string content)
    {
        var path = Path.Combine(_folder.Path, "prompts.jsonl");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        return await PromptFile.ReadAsync(path, TestContext.Current.CancellationToken);
    }
}
