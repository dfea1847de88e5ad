using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Benchmarks;

/// <summary>all-MiniLM-L6-v2 over documents of SciFact: tokenising, batching, model and pooling.</summary>
internal static class EncodeBenchmark
{
    // Not a task of the product: the texts need one to be encoded for.
    private static readonly RetrievalTask s_task = new()
    {
        Name = "SciFact",
        Dataset = new DatasetReference("benchmark", "1"),
        Subsets = [new TaskSubset("default", ["eng-Latn"])],
        Splits = ["test"],
        MainScore = "ndcg_at_10",
    };

    public static IEnumerable<Measurement> Run()
    {
        if (SharedTexts.Folder is not { } shared)
        {
            yield break;
        }

        var folder = Path.Combine(shared, "models", "all-MiniLM-L6-v2");
        var texts = SharedTexts.SciFact(shared);
        using var encoder = EncoderLoader.Load(folder, new EncoderOptions { Device = "cpu" });
        var request = new EncodeRequest(s_task, PromptType.Document);
        var tokens = encoder.Encode(texts, request, null, CancellationToken.None).TokenCount;
        var seconds = Best.Of(2, () => encoder.Encode(texts, request, null, CancellationToken.None));
        yield return new Measurement(
            $"encode, MiniLM, {texts.Length} documents, {tokens} tokens", seconds, $"{tokens / seconds:N0} tokens/s", tokens * FlopsPerToken(folder));
    }

    /// <summary>Of the linear layers; attention itself adds about 4·length·hidden a layer and is left out.</summary>
    private static double FlopsPerToken(string folder)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        double Size(string name) => config.RootElement.GetProperty(name).GetDouble();
        var (hidden, inner) = (Size("hidden_size"), Size("intermediate_size"));
        return Size("num_hidden_layers") * 2 * ((4 * hidden * hidden) + (2 * hidden * inner));
    }
}
