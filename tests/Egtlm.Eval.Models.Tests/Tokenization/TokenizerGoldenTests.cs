using System.Text.Json;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>Every file of goldens/tokenizers that names a tokenizer: what the tokenizers library says.</summary>
public sealed class TokenizerGoldenTests
{
    public static TheoryData<string> Goldens => TokenizerGolden.Names();

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Text_has_the_ids_of_the_reference(string name)
    {
        var golden = TokenizerGolden.Open(name);
        var tokenizer = TokenizerGolden.TokenizerOf(golden);
        var texts = Texts();
        int[] prefix = golden.GetProperty("prefix").Ints();
        int[] suffix = golden.GetProperty("suffix").Ints();

        Check(name, golden.GetProperty("cases"), item =>
        {
            var text = texts[item.GetProperty("i").GetInt32()];
            var plain = item.GetProperty("plain").Ints();
            int[] full = item.TryGetProperty("full", out var ids) ? ids.Ints() : [.. prefix, .. plain, .. suffix];
            return [
                Difference("plain", plain, tokenizer.Encode(text, false)),
                Difference("full", full, tokenizer.Encode(text, true)),
            ];
        });
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Ids_decode_to_the_text_of_the_reference(string name)
    {
        var golden = TokenizerGolden.Open(name);
        var tokenizer = TokenizerGolden.TokenizerOf(golden);
        var texts = Texts();

        Check(name, golden.GetProperty("cases"), item =>
        {
            var text = texts[item.GetProperty("i").GetInt32()];
            int[] full = item.TryGetProperty("full", out var ids) ? ids.Ints() :
            [
                .. golden.GetProperty("prefix").Ints(), .. item.GetProperty("plain").Ints(),
                .. golden.GetProperty("suffix").Ints(),
            ];
            var decoded = item.TryGetProperty("decoded", out var without) ? without.GetString()! : text;
            var decodedAll = item.TryGetProperty("decoded_all", out var with) ? with.GetString()! : decoded;
            return [
                Difference("decoded", decoded, tokenizer.Decode(full, true)),
                Difference("decoded_all", decodedAll, tokenizer.Decode(full, false)),
            ];
        });
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Pair_has_the_ids_and_types_of_the_reference(string name)
    {
        var golden = TokenizerGolden.Open(name);
        var tokenizer = TokenizerGolden.TokenizerOf(golden);
        var pairs = TokenizerGolden.Open("texts.json").GetProperty("pairs").EnumerateArray()
            .ToDictionary(pair => pair.GetProperty("pair").GetInt32(), pair => (pair.Text("a"), pair.Text("b")));

        Check(name, golden.GetProperty("pairs"), item =>
        {
            var (a, b) = pairs[item.GetProperty("pair").GetInt32()];
            var whole = tokenizer.EncodePair(a, b, true);
            var cut = tokenizer.EncodePair(a, b, true, 16);
            var truncated = item.GetProperty("truncated16");
            return [
                Difference("ids", item.GetProperty("ids").Ints(), whole.Ids),
                Difference("type_ids", item.GetProperty("type_ids").Ints(), whole.TypeIds),
                Difference("truncated16.ids", truncated.GetProperty("ids").Ints(), cut.Ids),
                Difference("truncated16.type_ids", truncated.GetProperty("type_ids").Ints(), cut.TypeIds),
            ];
        });
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Text_is_truncated_as_by_the_reference(string name)
    {
        var golden = TokenizerGolden.Open(name);
        var tokenizer = TokenizerGolden.TokenizerOf(golden);
        var texts = Texts();

        Check(name, golden.GetProperty("truncated16"), item =>
        {
            var text = texts[item.GetProperty("i").GetInt32()];
            return [Difference("ids", item.GetProperty("ids").Ints(), tokenizer.Encode(text, 16))];
        });
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Vocabulary_has_the_size_of_the_reference(string name)
    {
        var golden = TokenizerGolden.Open(name);

        Assert.Equal(
            golden.GetProperty("vocab_size_with_added").GetInt32(),
            TokenizerGolden.TokenizerOf(golden).VocabularySize);
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Parallel_use_gives_the_ids_of_serial_use(string name)
    {
        var tokenizer = TokenizerGolden.TokenizerOf(TokenizerGolden.Open(name));
        string[] texts = [.. Texts().Values];
        var serial = texts.Select(text => tokenizer.Encode(text, true)).ToArray();

        var parallel = texts.AsParallel().AsOrdered().Select(text => tokenizer.Encode(text, true)).ToArray();

        Assert.Equal(serial, parallel);
    }

    private static Dictionary<int, string> Texts() => TokenizerGolden.Open("texts.json").GetProperty("texts")
        .EnumerateArray().ToDictionary(item => item.GetProperty("i").GetInt32(), item => item.Text("text"));

    private static void Check(string name, JsonElement cases, Func<JsonElement, string[]> differences)
    {
        var all = cases.EnumerateArray().ToArray();
        Assert.NotEmpty(all);
        var wrong = all
            .Select(item => (Item: item, Found: differences(item).Where(d => d.Length > 0).ToArray()))
            .Where(pair => pair.Found.Length > 0)
            .Select(pair => $"{pair.Item.EnumerateObject().First()}: {string.Join("; ", pair.Found)}")
            .ToArray();
        Assert.True(
            wrong.Length == 0,
            $"{name}: {wrong.Length} of {all.Length} differ\n{string.Join('\n', wrong.Take(12))}");
    }

    private static string Difference<T>(string what, IReadOnlyList<T> expected, IReadOnlyList<T> found) =>
        expected.SequenceEqual(found)
            ? ""
            : $"{what}: expected [{string.Join(' ', expected)}] found [{string.Join(' ', found)}]";

    private static string Difference(string what, string expected, string found) => expected == found
        ? ""
        : $"{what}: expected {JsonSerializer.Serialize(expected)} found {JsonSerializer.Serialize(found)}";
}
