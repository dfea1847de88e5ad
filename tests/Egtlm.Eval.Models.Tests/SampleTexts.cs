using System.Text.Json;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Models.Tests;

/// <summary>The model and the texts of the sample benchmark, which every checkout has.</summary>
internal static class SampleTexts
{
    /// <summary>Folder of the model.</summary>
    public static string Model { get; } = Path.Combine(BuiltInTasks.Directory, "sample", "model");

    /// <summary>Documents in English and Chinese, one in three, and all of a language in one text, which is cut.</summary>
    public static string[] All() => [.. new[] { "en", "zh" }.SelectMany(Documents)];

    private static IEnumerable<string> Documents(string language)
    {
        var folder = Path.Combine(BuiltInTasks.Directory, "sample", "data", $"SampleRetrieval-{language}");
        string[] texts = [.. File.ReadLines(Path.Combine(folder, "corpus.jsonl")).Select(Text)];
        return [.. texts.Where((_, i) => i % 3 == 0), string.Join('\n', texts)];
    }

    private static string Text(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!; // not null: the files are ours
    }
}
