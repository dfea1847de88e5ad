using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Testing;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Generation;

/// <summary>Small trained models beside the logits that a numpy forward pass in float64 gave for them.</summary>
public sealed class RealWeightsGoldenTests
{
    private const string LogitsFile = "golden_logits_numpy.json";
    private const string GreedyFile = "golden_greedy_ids.json";
    private const double Tolerance = 1e-4;

    [Fact]
    public void Logits_and_likelihoods_equal_the_reference()
    {
        foreach (var (folder, golden) in Goldens(LogitsFile))
        {
            using var decoder = ModelLoader.LoadDecoder(folder, torch.float32, torch.CPU);
            var cases = golden.GetProperty("cases").EnumerateArray().ToArray();
            Assert.NotEmpty(cases);
            foreach (var one in cases)
            {
                var ids = one.GetProperty("ids").Deserialize<int[]>()!;
                AssertLogits(folder, decoder, ids, one);
                var score = Scoring.Single(decoder, [new ScoreRequest(ids[..1], [ids[1..]])])[0];
                var nll = one.GetProperty("nll_per_token").Deserialize<double[]>()!;
                Assert.Equal(nll, score.LogProbabilities.Select(value => -value), Close);
                Assert.Equal(one.GetProperty("sum_nll").GetDouble(), -score.Sum, Close);
            }
        }
    }

    [Fact]
    public void Greedy_tokens_equal_the_reference()
    {
        foreach (var (folder, golden) in Goldens(LogitsFile))
        {
            var prompt = golden.GetProperty("cases")[golden.GetProperty("cases").GetArrayLength() - 1]
                .GetProperty("ids").Deserialize<int[]>()!;
            AssertContinues(folder, prompt, golden.GetProperty("greedy_from_last_text").Deserialize<int[]>()!);
        }

        foreach (var (folder, golden) in Goldens(GreedyFile))
        {
            var ids = golden.Deserialize<int[]>()!;
            AssertContinues(folder, ids[..1], ids);
        }
    }

    private static void AssertContinues(string folder, int[] prompt, int[] whole)
    {
        using var model = TorchLanguageModel.Load(folder, new LanguageModelOptions { Device = "cpu" });
        Assert.Equal(prompt, whole[..prompt.Length]);
        var options = new GenerationOptions { MaxNewTokens = whole.Length - prompt.Length, EndTokens = [] };
        var text = model.Generate([prompt], options, null, CancellationToken.None)[0];
        Assert.Equal(whole[prompt.Length..], text.Ids);
    }

    private static void AssertLogits(string folder, DecoderBackbone decoder, int[] ids, JsonElement expected)
    {
        using var scope = torch.NewDisposeScope();
        var logits = decoder.Head!.Logits(decoder.Forward(new TokenBatch([.. ids], [ids.Length], [0], ids.Length), true));
        var last = expected.GetProperty("last_logits_first16").Deserialize<double[]>()!;
        var values = logits[0, ids.Length - 1].to(torch.float64).data<double>().ToArray();
        Assert.Equal(last, values[..last.Length], Close);
        var best = expected.GetProperty("argmax_per_pos").Deserialize<long[]>()!;
        Assert.True(best.SequenceEqual(logits[0].argmax(-1).data<long>().ToArray()), folder);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= Tolerance;

    private static IEnumerable<(string Folder, JsonElement Golden)> Goldens(string file)
    {
        var files = Directory.GetFiles(SharedFolder.Path("models"), file, SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            yield return (Path.GetDirectoryName(path)!, document.RootElement.Clone());
        }
    }
}
