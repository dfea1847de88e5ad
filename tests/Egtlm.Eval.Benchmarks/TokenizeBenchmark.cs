using Microsoft.ML.Tokenizers;
using Tokenizer = Egtlm.Eval.Models.Tokenization.Tokenizer;

namespace Egtlm.Eval.Benchmarks;

/// <summary>WordPiece of all-MiniLM-L6-v2, beside the package's tokenizer and how often the two agree.</summary>
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
    }
}
