using Egtlm.Eval.Models.Tokenization;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tokenizer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folder_without_a_tokenizer_is_named()
    {
        var failure = Assert.Throws<EvaluationException>(() => Tokenizer.Load(_folder));

        Assert.Contains($"'{_folder}' holds no tokenizer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not valid JSON")]
    [InlineData("[]", "tokenizer.json: $: expected an object with 'model', found []")]
    [InlineData("{}", "tokenizer.json: $: expected an object with 'model', found {}")]
    [InlineData("""{"model": {"type": "Magic"}}""", "$.model: the model type 'Magic' is not supported")]
    [InlineData(
        """{"normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Odd"}]}}""",
        "$.normalizer.normalizers[1]: the normalizer type 'Odd' is not supported")]
    [InlineData("""{"pre_tokenizer": {"type": "Odd"}}""", "$.pre_tokenizer: the pre-tokenizer type 'Odd' is not supp")]
    [InlineData(
        """{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a a"]}}""",
        "$.model.merges[0]: expected two tokens whose sum is a token, found \"a a\"")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}}""", "expected a pair of tokens")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": -1}}}""", "vocab['a']: expected a token id, found -1")]
    [InlineData(
        """{"model": {"type": "BPE", "vocab": {}, "merges": [], "dropout": 0.5}}""",
        "$.model.dropout: expected null or 0, because dropout makes token ids random, found 0.5")]
    [InlineData(
        """{"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "(" }, "behavior": "Isolated"}}""",
        "$.pre_tokenizer.pattern.Regex: the pattern '(' is not supported")]
    public void Broken_file_is_reported_with_the_place(string json, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "tokenizer.json"), json);

        var failure = Assert.Throws<EvaluationException>(() => Tokenizer.Load(_folder));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder, "tokenizer.json"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"pad_token": "b"}""", 1)]
    [InlineData("""{"pad_token": {"content": "b"}}""", 1)]
    [InlineData("""{"pad_token": null}""", 0)]
    [InlineData("{}", 0)]
    public void Padding_token_comes_from_the_configuration(string config, int expected)
    {
        const string Model = """{"model": {"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": []}}""";
        File.WriteAllText(Path.Combine(_folder, "tokenizer.json"), Model);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), config);

        Assert.Equal(expected, Tokenizer.Load(_folder).PadId);
    }

    [Fact]
    public void Vocabulary_file_alone_follows_the_configuration()
    {
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "A", "é"]);
        Assert.Equal([2, 4, 4, 1, 3], Tokenizer.Load(_folder).Encode("a A ë", true));

        const string Cased = """{"do_lower_case": false}""";
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), Cased);
        Assert.Equal([2, 4, 5, 6, 3], Tokenizer.Load(_folder).Encode("a A é", true));
    }

    [Fact]
    public void Vocabulary_file_alone_gives_the_ids_of_the_tokenizer_file()
    {
        var folders = Directory
            .EnumerateFiles(SharedFolder.Path("tokenizers"), "vocab.txt", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .ToArray();
        string[] texts = [.. TokenizerGolden.Open("texts.json").GetProperty("texts").EnumerateArray()
            .Select(item => item.Text("text"))];

        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            foreach (var name in (string[])["vocab.txt", "tokenizer_config.json"])
            {
                // Not File.Copy: it would keep the shared folder's read-only mode, and the next folder overwrites.
                File.WriteAllBytes(Path.Combine(_folder, name), File.ReadAllBytes(Path.Combine(folder, name)));
            }

            var (alone, full) = (Tokenizer.Load(_folder), Tokenizer.Load(folder));
            Assert.All(texts, text => Assert.Equal(full.Encode(text, true), alone.Encode(text, true)));
            Assert.Equal(full.PadId, alone.PadId);
        }
    }
}
