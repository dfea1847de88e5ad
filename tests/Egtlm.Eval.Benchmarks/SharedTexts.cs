using System.Text.Json;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Real texts of the workplace.</summary>
internal static class SharedTexts
{
    private const int Documents = 400;

    /// <summary>The folder that EGTLM_EVAL_SHARED names; null, with a word on stderr, when it is not set.</summary>
    public static string? Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("EGTLM_EVAL_SHARED");
            if (string.IsNullOrEmpty(folder))
            {
                Console.Error.WriteLine("EGTLM_EVAL_SHARED is not set: rows with real models are left out");
                return null;
            }

            return folder;
        }
    }

    public static string[] SciFact(string shared) => Corpus(shared, "SciFact");

    /// <summary>Paragraphs of Wikipedia in Chinese.</summary>
    public static string[] Chinese(string shared) => Corpus(shared, "XQuADRetrieval-zh");

    private static string[] Corpus(string shared, string name) =>
        [.. File.ReadLines(Path.Combine(shared, "data", name, "corpus.jsonl")).Take(Documents).Select(Text)];

    private static string Text(string line)
    {
        using var row = JsonDocument.Parse(line);
        return $"{row.RootElement.GetProperty("title").GetString()} {row.RootElement.GetProperty("text").GetString()}".Trim();
    }
}
