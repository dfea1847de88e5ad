using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Generation;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Generation;

public sealed class DecoderGoldenTests
{
    private const double Tolerance = 5e-5; // float32, other kernels than the golden's

    [Fact]
    public void Logits_and_token_likelihoods_equal_those_of_transformers()
    {
        foreach (var golden in DecoderGolden.All())
        {
            using var decoder = golden.Load();
            var expected = golden.Expected.GetProperty("logits");
            var ids = expected.GetProperty("input_ids").Deserialize<int[]>()!;
            AssertLogits(golden.Name, decoder, ids, expected.GetProperty("positions"));
            var score = Scoring.Single(decoder, [new ScoreRequest(ids[..1], [ids[1..]])])[0];
            var nll = expected.GetProperty("token_nll").Deserialize<double[]>()!;
            AssertClose(golden.Name, nll, score.LogProbabilities.Select(value => -value));
            AssertClose(golden.Name, [expected.GetProperty("nll_sum").GetDouble()], [-score.Sum]);
        }
    }

    [Fact]
    public void Options_after_a_shared_context_have_the_likelihoods_of_transformers()
    {
        foreach (var golden in DecoderGolden.All())
        {
            using var decoder = golden.Load();
            var items = golden.Expected.GetProperty("options").GetProperty("items").EnumerateArray().ToArray();
            Assert.NotEmpty(items);
            var requests = Array.ConvertAll(items, Request);
            var together = Scoring.Shared(decoder, requests);
            for (var i = 0; i < items.Length; i++)
            {
                var alone = Scoring.Shared(decoder, [requests[i]])[0];
                var options = items[i].GetProperty("options").EnumerateArray().ToArray();
                for (var option = 0; option < options.Length; option++)
                {
                    var single = Scoring.Single(
                        decoder, [new ScoreRequest(requests[i].Context, [requests[i].Continuations[option]])])[0];
                    AssertScore(golden.Name, options[option], together[i][option]);
                    AssertScore(golden.Name, options[option], alone[option]);
                    AssertScore(golden.Name, options[option], single);
                }
            }
        }
    }

    [Fact]
    public void Greedy_tokens_equal_those_of_transformers_alone_and_batched()
    {
        foreach (var golden in DecoderGolden.All())
        {
            using var decoder = golden.Load();
            var greedy = golden.Expected.GetProperty("greedy");
            var prompts = greedy.GetProperty("prompts").EnumerateArray().ToArray();
            var ids = Array.ConvertAll(prompts, prompt => prompt.GetProperty("input_ids").Deserialize<int[]>()!);
            var expected = Array.ConvertAll(prompts, prompt => prompt.GetProperty("new_ids").Deserialize<int[]>()!);
            Assert.NotEmpty(prompts);
            AssertTokens($"{golden.Name}, batched", expected, Decode(decoder, ids, []));
            for (var i = 0; i < ids.Length && !golden.IsEquivalent; i++)
            {
                AssertTokens($"{golden.Name}, prompt {i}", [expected[i]], Decode(decoder, [ids[i]], []));
            }

            var stopping = greedy.TryGetProperty("stopping", out var own) ? own : golden.Expected.GetProperty("stopping");
            var ends = stopping.GetProperty("eos_token_ids").Deserialize<int[]>()!;
            var stopped = stopping.GetProperty("new_ids").Deserialize<int[][]>()!;
            int[][] untilEnd = Array.ConvertAll(stopped, row => row.TakeWhile(id => !ends.Contains(id)).ToArray());
            AssertTokens($"{golden.Name}, stopping", untilEnd, Decode(decoder, ids, ends));
        }
    }

    private static int[][] Decode(DecoderBackbone decoder, int[][] prompts, int[] ends)
    {
        var options = new GenerationOptions { MaxNewTokens = 40 };
        var answers = Array.ConvertAll(
            prompts, prompt => new Answer(prompt, 40, ends, options, null!) { Sampling = null });
        Decoding.Run(decoder, answers, null, CancellationToken.None);
        return Array.ConvertAll(answers, answer => answer.Ids.ToArray());
    }

    private static ScoreRequest Request(JsonElement item) => new(
        item.GetProperty("context_ids").Deserialize<int[]>()!,
        [.. item.GetProperty("options").EnumerateArray().Select(one => one.GetProperty("ids").Deserialize<int[]>()!)]);

    private static void AssertScore(string name, JsonElement expected, ContinuationScore score)
    {
        AssertClose(name, expected.GetProperty("token_logprobs").Deserialize<double[]>()!, score.LogProbabilities);
        AssertClose(name, [expected.GetProperty("sum").GetDouble()], [score.Sum]);
        Assert.Equal(expected.GetProperty("is_greedy").GetBoolean(), score.IsGreedy);
    }

    private static void AssertLogits(string name, DecoderBackbone decoder, int[] ids, JsonElement positions)
    {
        using var scope = torch.NewDisposeScope();
        var batch = new TokenBatch([.. ids], [ids.Length], [0], ids.Length);
        var logits = decoder.Head!.Logits(decoder.Forward(batch, isCausal: true));
        foreach (var expected in positions.EnumerateArray())
        {
            var row = logits[0, expected.GetProperty("position").GetInt32()];
            var (values, top) = row.topk(10);
            Assert.Equal(expected.GetProperty("top10_ids").Deserialize<long[]>()!, top.data<long>().ToArray());
            AssertClose(name, expected.GetProperty("top10_logits").Deserialize<double[]>()!, Doubles(values));
            AssertClose(name, [expected.GetProperty("logsumexp").GetDouble()], Doubles(row.logsumexp(0)));
            AssertClose(name, [expected.GetProperty("min_logit").GetDouble()], Doubles(row.min()));
        }
    }

    private static double[] Doubles(torch.Tensor tensor) =>
        tensor.to(torch.float64).view(-1).data<double>().ToArray();

    private static void AssertClose(string name, double[] expected, IEnumerable<double> actual)
    {
        double[] values = [.. actual];
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - values[i]);
            Assert.True(difference <= Tolerance, $"{name}: value {i}: {values[i]}, golden {expected[i]}");
        }
    }

    private static void AssertTokens(string name, int[][] expected, int[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var row = 0; row < expected.Length; row++)
        {
            Assert.True(
                expected[row].SequenceEqual(actual[row]),
                $"{name}, row {row}: {string.Join(' ', actual[row])}, golden {string.Join(' ', expected[row])}");
        }
    }
}
