using Microsoft.ML.Tokenizers;
using Tokenizer = Egtlm.Eval.Models.Tokenization.Tokenizer;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// WordPiece of all-MiniLM-L6-v2, beside the package's tokenizer and how often the two agree; byte-level BPE of Qwen.
/// </summary>
internal static class TokenizeBenchmark
{
    public static IEnumerable<Measurement> Run()
    {
        if (SharedTexts.Folder is not { } shared)
        {
            yield break;
        }

        var folder = Path.Combine(shared, "models", "all-MiniLM-L6-v2");
        var texts = SharedTexts.SciFact(shared);
        var own = Tokenizer.Load(folder);
        var package = BertTokenizer.Create(Path.Combine(folder, "vocab.txt"));
        int[][] ids = [.. texts.Select(text => own.Encode(text, addSpecialTokens: false))];
        var tokens = ids.Sum(row => row.Length);
        var equal = texts.Zip(ids).Count(pair =>
            package.EncodeToIds(pair.First, addSpecialTokens: false).SequenceEqual(pair.Second));

        var seconds = Best.Of(3, () => Array.ForEach(texts, text => own.Encode(text, addSpecialTokens: false)));
        yield return new Measurement("tokenize, WordPiece, one thread", seconds, $"{tokens / seconds:N0} tokens/s", 0);
        seconds = Best.Of(3, () => Array.ForEach(texts, text => package.EncodeToIds(text, addSpecialTokens: false)));
        yield return new Measurement(
            $"the same, Microsoft.ML.Tokenizers ({equal} of {texts.Length} equal)", seconds, $"{tokens / seconds:N0} tokens/s", 0);
        foreach (var row in Qwen("Chinese", SharedTexts.Chinese(shared), shared).Concat(Qwen("English", texts, shared)))
        {
            yield return row;
        }
    }

    // The tokenizer remembers pieces: texts that it has read before say nothing about new ones.
    private static IEnumerable<Measurement> Qwen(string language, string[] texts, string shared)
    {
        var folder = Path.Combine(shared, "tokenizers", "qwen3_npm");
        var warm = Tokenizer.Load(folder);
        var tokens = texts.Sum(text => warm.Encode(text, addSpecialTokens: false).Length);
        var fresh = new Queue<Tokenizer>(Enumerable.Range(0, 4).Select(_ => Tokenizer.Load(folder))); // one is warm-up
        var seconds = Best.Of(3, () => Read(fresh.Dequeue(), texts));
        yield return new Measurement(
            $"tokenize, BPE of Qwen3, {language}, read first", seconds, $"{tokens / seconds:N0} tokens/s", 0);
        seconds = Best.Of(3, () => Read(warm, texts));
        yield return new Measurement("the same, read again", seconds, $"{tokens / seconds:N0} tokens/s", 0);
    }

    private static void Read(Tokenizer tokenizer, string[] texts) =>
        Array.ForEach(texts, text => tokenizer.Encode(text, addSpecialTokens: false));
}
