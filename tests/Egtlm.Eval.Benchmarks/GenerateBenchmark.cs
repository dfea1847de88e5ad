using Egtlm.Eval.Generation;
using Egtlm.Eval.Models;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Tasks;
using TorchSharp;

namespace Egtlm.Eval.Benchmarks;

/// <summary>The sample model, 16 prompts of 16 tokens, 128 new tokens each: with the cache and reading all again.</summary>
internal static class GenerateBenchmark
{
    private const int Rows = 16;
    private const int PromptTokens = 16;
    private const int NewTokens = 128;

    public static IEnumerable<Measurement> Run()
    {
        var folder = Path.Combine(TaskFiles.BuiltInDirectory(), "sample", "model");
        var (tokens, size) = (Rows * NewTokens, $"tiny-egtlm, {Rows} x {NewTokens} new tokens");
        using var model = TorchLanguageModel.Load(folder, new LanguageModelOptions { Device = "cpu" });
        int[][] prompts = [.. Enumerable.Range(0, Rows).Select(row => Prompt(model, row))];
        var options = new GenerationOptions { MaxNewTokens = NewTokens, EndTokens = [] };
        var cached = Best.Of(3, () => model.Generate(prompts, options, null, CancellationToken.None));
        yield return new Measurement($"generate, {size}", cached, $"{tokens / cached:N0} tokens/s", 0);
        var whole = Best.Of(1, () => WithoutCache(folder, prompts));
        yield return new Measurement($"generate without cache, {size}", whole, $"{tokens / whole:N0} tokens/s", 0);
        yield return new Measurement("  with the cache", cached, $"{whole / cached:F1} times as fast", 0);
    }

    // A story that differs from row to row.
    private static int[] Prompt(TorchLanguageModel model, int row) =>
        [.. model.Tokenise($"{row} little birds were in the garden. One day they saw a big dog and the", false).Take(PromptTokens)];

    private static void WithoutCache(string folder, int[][] prompts)
    {
        using var decoder = ModelLoader.LoadDecoder(folder, torch.float32, torch.CPU);
        using var mode = torch.inference_mode();
        var rows = Array.ConvertAll(prompts, prompt => prompt.Select(id => (long)id).ToList());
        for (var step = 0; step < NewTokens; step++)
        {
            using var scope = torch.NewDisposeScope();
            var length = rows[0].Count;
            var batch = new TokenBatch(
                [.. rows.SelectMany(row => row)], Array.ConvertAll(rows, row => row.Count), new int[rows.Length], length);
            var last = decoder.Forward(batch, isCausal: true).select(1, length - 1);
            var next = decoder.Head!.Logits(last).argmax(-1).data<long>().ToArray(); // not null: loaded with it
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row].Add(next[row]);
            }
        }
    }
}
