using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>golden_hf_tokenizers.json, wherever one lies beside a tokenizer: texts with ids, both ways.</summary>
public sealed class TokenizerFolderGoldenTests
{
    public static TheoryData<string> Folders()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SharedFolder.Variable)))
        {
            return ["none"];
        }

        var root = SharedFolder.Path();
        var folders = ((string[])["tokenizers", "models"])
            .SelectMany(part => Directory.EnumerateFiles(
                Path.Combine(root, part), "golden_hf_tokenizers.json", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(folders);
        return [.. folders];
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Text_has_the_ids_of_the_golden_beside_the_tokenizer(string folder)
    {
        var cases = SharedFolder.Json(folder, "golden_hf_tokenizers.json").RootElement.EnumerateArray().ToArray();
        var tokenizer = TokenizerGolden.Load(folder);

        Assert.NotEmpty(cases);
        foreach (var item in cases)
        {
            Assert.Equal(item.GetProperty("ids").Ints(), tokenizer.Encode(item.Text("text"), true));
            Assert.Equal(item.GetProperty("ids_nospecial").Ints(), tokenizer.Encode(item.Text("text"), false));
        }
    }
}
