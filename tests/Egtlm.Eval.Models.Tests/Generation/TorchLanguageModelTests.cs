using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Generation;

/// <summary>With the sample model: 512 positions, trained to answer small questions.</summary>
public sealed class TorchLanguageModelTests : IDisposable
{
    private static readonly GenerationOptions s_story = new() { MaxNewTokens = 40, EndTokens = [] };

    private readonly TorchLanguageModel _model = TorchLanguageModel.Load(
        Path.Combine(BuiltInTasks.Directory, "sample", "model"), new LanguageModelOptions { Device = "cpu" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("What is the opposite of hot?", "cold")]
    [InlineData("苹果是什么颜色的？", "红色")]
    public void Chat_prompt_is_answered(string question, string answer)
    {
        var text = _model.Generate([Chat(question)], s_story with { EndTokens = null }, null, Cancellation)[0];

        Assert.Equal((answer, FinishReason.EndToken), (text.Text, text.Finish));
        Assert.DoesNotContain(_model.EndTokens[0], text.Ids);
    }

    [Fact]
    public void Answers_do_not_depend_on_the_batch()
    {
        int[][] prompts = [Ids("One day"), Chat("Tell me a story."), Ids("小明在公园里"), Ids("a"), Ids("😀 The cat sat on")];
        var options = s_story with { Sampling = new SamplingOptions(Temperature: 0.8, Seed: 3) };
        foreach (var one in new[] { s_story, s_story with { EndTokens = null }, options })
        {
            var together = _model.Generate(prompts, one, null, Cancellation);
            for (var i = 1; i < prompts.Length; i++)
            {
                // Draws depend on the place in the list, so a prompt keeps its place.
                var alone = _model.Generate([.. Enumerable.Repeat(prompts[i], i + 1)], one, null, Cancellation);
                Assert.Equal(together[i].Ids, alone[i].Ids);
            }
        }
    }

    [Fact]
    public void Stop_text_ends_the_answer_and_is_cut_off()
    {
        var whole = _model.Generate([Ids("Once upon a time")], s_story, null, Cancellation)[0].Text;
        var stop = whole[10..14];

        var text = _model.Generate([Ids("Once upon a time")], s_story with { StopTexts = [stop] }, null, Cancellation)[0];

        Assert.Equal(FinishReason.StopText, text.Finish);
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], text.Text);
    }

    [Fact]
    public void Streamed_pieces_are_the_text()
    {
        List<string> pieces = [];

        var text = _model.Stream(Chat("Tell me a story."), s_story, pieces.Add, Cancellation);

        Assert.Equal(text.Text, string.Concat(pieces));
        Assert.InRange(pieces.Count, 10, 40);
        Assert.Equal(FinishReason.Length, text.Finish);
    }

    [Fact]
    public void Answer_ends_where_the_positions_end()
    {
        int[] prompt = [.. Enumerable.Repeat(Ids("cat")[0], 510)];

        Assert.Equal(2, _model.Generate([prompt], s_story, null, Cancellation)[0].Ids.Count);
        Refused("512 tokens", () => _model.Generate([[.. prompt, 1, 1]], s_story, null, Cancellation));
        Refused("no tokens", () => _model.Generate([[]], s_story, null, Cancellation));
    }

    [Fact]
    public void Context_without_room_is_cut_on_the_left()
    {
        int[] story = [.. Enumerable.Repeat(Ids("the little dog ran to the big tree and"), 80).SelectMany(ids => ids)];
        int[][] options = [Ids("sat"), Ids("sat down and ate")];
        var expected = options.Select(ids => Score(story[^(513 - ids.Length)..], ids)).ToArray();

        var scores = _model.Score([new ScoreRequest(story, options)], null, Cancellation)[0];

        Assert.True(story.Length > 600);
        Assert.Equal(expected[0], scores[0].Sum, 1e-4);
        Assert.Equal(expected[1], scores[1].Sum, 1e-4);
    }

    [Fact]
    public void Likelihoods_do_not_depend_on_the_batch()
    {
        ScoreRequest[] requests =
        [
            new(Ids("The sky is"), [Ids(" blue"), Ids(" very very blue"), Ids("红")]),
            new(Ids("Once upon a time there was a little girl"), [Ids(" named Lily")]),
            new(Ids("a"), [Ids("b"), Ids("c")]),
            new(Ids("今天天气很好，我们"), [Ids("去公园")]),
        ];

        var together = _model.Score(requests, null, Cancellation);

        for (var i = 0; i < requests.Length; i++)
        {
            for (var option = 0; option < requests[i].Continuations.Count; option++)
            {
                var alone = Score(requests[i].Context, requests[i].Continuations[option]);
                Assert.Equal(alone, together[i][option].Sum, 1e-5);
            }
        }
    }

    [Fact]
    public void Distributions_agree_with_scores_and_do_not_depend_on_the_batch()
    {
        NextTokenRequest[] requests =
        [
            new(Ids("Once upon a time there was a little girl"), Ids(" named Lily")),
            new(Ids("The sky"), Ids(" is")),
            new(Ids("今天天气很好，我们"), Ids("去公园")),
        ];

        var together = _model.NextTokens(requests, null, Cancellation);

        for (var i = 0; i < requests.Length; i++)
        {
            var (context, tokens) = (requests[i].Context, requests[i].Tokens);
            var scores = _model.Score([new ScoreRequest(context, [tokens])], null, Cancellation)[0][0];
            var alone = _model.NextTokens([requests[i]], null, Cancellation)[0];
            Assert.Equal(scores.IsGreedy, tokens.SequenceEqual(together[i].Select(next => next.MostLikely)));
            foreach (var (next, expected) in together[i].Zip(scores.LogProbabilities))
            {
                Assert.Equal(expected, next.LogProbability, 1e-5);
                Assert.Equal(1, next.Kept.LogProbabilities.Append(next.Kept.Rest).Sum(Math.Exp), 1e-12);
            }

            Assert.Equal(alone.SelectMany(next => next.Kept.Ids), together[i].SelectMany(next => next.Kept.Ids));
        }
    }

    [Fact]
    public void Distributions_keep_the_most_likely_tokens_or_those_that_are_named()
    {
        var request = new NextTokenRequest(Ids("The sky is"), Ids(" blue"));
        var next = _model.NextTokens([request], null, Cancellation)[0][0];
        var three = next.Kept.Ids.Skip(1).Take(3).ToArray();

        var named = _model.NextTokens([request with { Ids = [three] }], null, Cancellation)[0][0];

        Assert.Equal(64, next.Kept.Ids.Distinct().Count());
        Assert.Equal(next.MostLikely, next.Kept.Ids[0]);
        Assert.Equal(next.Kept.LogProbabilities.OrderDescending(), next.Kept.LogProbabilities);
        Assert.Equal(three, named.Kept.Ids);
        Assert.Equal(next.Kept.LogProbabilities.Skip(1).Take(3), named.Kept.LogProbabilities);
        Assert.Equal(1, named.Kept.LogProbabilities.Append(named.Kept.Rest).Sum(Math.Exp), 1e-12);
        Assert.Equal((next.MostLikely, next.LogProbability), (named.MostLikely, named.LogProbability));
    }

    [Fact]
    public void Distributions_beyond_the_model_are_refused()
    {
        int[] story = [.. Enumerable.Repeat(Ids("cat")[0], 512)];

        Refused("positions for 512", () => _model.NextTokens([new(story, [1, 1])], null, Cancellation));
        Refused("outside the model's vocabulary", () => _model.NextTokens([new([1], [1], [[99_999_999]])], null, Cancellation));
    }

    [Fact]
    public void Scores_without_tokens_are_refused()
    {
        Refused("in front", () => Score([], [1]));
        Refused("without tokens", () => Score([1], []));
        Refused("513 tokens", () => Score([1], [.. Enumerable.Repeat(1, 513)]));
        Refused("4096", () => Score([1], [4096]));
    }

    [Fact]
    public void Document_in_windows_is_scored_token_by_token()
    {
        int[] document = [.. Enumerable.Repeat(Ids("A boy went to the park. 他很高兴。"), 60).SelectMany(ids => ids)];
        var prefix = Assert.IsType<int>(_model.PrefixToken);

        var windows = RollingWindows.Of(document, prefix, _model.MaxPositions);
        var scores = _model.Score(windows, null, Cancellation);

        Assert.Equal(document.Length, scores.Sum(score => score[0].LogProbabilities.Count));
        Assert.True(windows.Count > 1);
    }

    private int[] Ids(string text) => _model.Tokenise(text, addSpecialTokens: false);

    private int[] Chat(string question) => Ids($"<|user|>\n{question}\n<|assistant|>\n");

    private double Score(IReadOnlyList<int> context, IReadOnlyList<int> ids) =>
        _model.Score([new ScoreRequest(context, [ids])], null, Cancellation)[0][0].Sum;

    private static void Refused(string expected, Func<object> work) =>
        Assert.Contains(expected, Assert.Throws<EvaluationException>(work).Message, StringComparison.Ordinal);
}
