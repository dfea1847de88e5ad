using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>The goldens of texts and ids that lie beside a tokenizer.</summary>
public sealed class TokenizerFolderGoldenTests
{
    public static TheoryData<string> Files()
    {
        if (SharedFolder.Root is null)
        {
            return ["none"];
        }

        var root = SharedFolder.Path();
        var files = ((string[])["tokenizers", "models"])
            .SelectMany(part => Directory.EnumerateFiles(
                Path.Combine(root, part), "golden_*.json", SearchOption.AllDirectories))
            .Where(HoldsTextsWithIds)
            .Select(file => Path.GetRelativePath(root, file))
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(files);
        return [.. files];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_has_the_ids_of_the_golden_beside_the_tokenizer(string file)
    {
        var cases = SharedFolder.Json(file).RootElement.EnumerateArray().ToArray();
        var tokenizer = TokenizerGolden.Load(Path.GetDirectoryName(file)!);

        Assert.NotEmpty(cases);
        foreach (var item in cases)
        {
            Assert.Equal(item.GetProperty("ids").Ints(), tokenizer.Encode(item.Text("text"), true));
            if (item.TryGetProperty("ids_nospecial", out var plain))
            {
                Assert.Equal(plain.Ints(), tokenizer.Encode(item.Text("text"), false));
            }
        }
    }

    private static bool HoldsTextsWithIds(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.ValueKind == JsonValueKind.Array
            && document.RootElement.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            && first.TryGetProperty("text", out _) && first.TryGetProperty("ids", out _);
    }
}
