using System.Text.Json;
using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>The tokenizer goldens: found by their shape, loaded once a folder.</summary>
internal static class TokenizerGolden
{
    private static readonly Dictionary<string, Lazy<Tokenizer>> Loaded = [];

    /// <summary>Files of expected ids for texts.json; a name that is skipped where nothing is shared.</summary>
    public static TheoryData<string> Names()
    {
        if (SharedFolder.Root is null)
        {
            return ["none"];
        }

        var names = Directory.EnumerateFiles(SharedFolder.Path("goldens", "tokenizers"), "*.json")
            .Where(IsTokenizerGolden)
            .Select(Path.GetFileName)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(names);
        return [.. names];
    }

    public static JsonElement Open(string name) => SharedFolder.Json("goldens", "tokenizers", name).RootElement;

    /// <summary>The tokenizer that a golden was made from.</summary>
    public static Tokenizer TokenizerOf(JsonElement golden)
    {
        var file = golden.GetProperty("about").GetProperty("tokenizer").GetString()!;
        return Load([.. file.Split('/').Skip(1).SkipLast(1)]);
    }

    public static Tokenizer Load(params string[] folder)
    {
        var path = SharedFolder.Path(folder);
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(path, out var tokenizer))
            {
                Loaded[path] = tokenizer = new Lazy<Tokenizer>(() => Tokenizer.Load(path));
            }

            return tokenizer.Value;
        }
    }

    public static int[] Ints(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetInt32())];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static bool IsTokenizerGolden(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.TryGetProperty("about", out var about)
            && about.ValueKind == JsonValueKind.Object && about.TryGetProperty("tokenizer", out _);
    }
}
