using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Tokenization;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Texts with the ids and vectors that a reference tool gave them.</summary>
internal sealed record GoldenTexts(string Name, string[] Texts, int[][] Ids, float[][] Vectors)
{
    /// <summary>Reads texts that are objects.</summary>
    public static GoldenTexts Of(string name, JsonElement[] texts, string ids, string vector) => new(
        name,
        [.. texts.Select(text => text.GetProperty("text").GetString()!)],
        [.. texts.Select(text => Numbers(text.GetProperty(ids)))],
        [.. texts.Select(text => Tests.Vectors.Of(text.GetProperty(vector)))]);

    /// <summary>Reads parallel arrays.</summary>
    public static GoldenTexts Of(string name, JsonElement texts, JsonElement ids, JsonElement vectors) => new(
        name,
        [.. texts.EnumerateArray().Select(text => text.GetString()!)],
        [.. ids.EnumerateArray().Select(Numbers)],
        [.. vectors.EnumerateArray().Select(Tests.Vectors.Of)]);

    /// <summary>Encodes the texts; ids must be equal, vectors close.</summary>
    /// <returns>What the encoder answered.</returns>
    public EncodedTexts Assert(TorchEncoder encoder, Tokenizer tokenizer, EncodeRequest request, double tolerance)
    {
        var tokens = new TextTokens(tokenizer, encoder.Plan);
        var encoded = encoder.Encode(Texts, request, null, TestContext.Current.CancellationToken);
        Xunit.Assert.NotEmpty(Texts);
        for (var i = 0; i < Texts.Length; i++)
        {
            Xunit.Assert.Equal(Ids[i], tokens.Encode(encoded.Prompt, Texts[i]).Ids);
            Tests.Vectors.AssertClose(Vectors[i], encoded.Embeddings.Row(i), tolerance, $"{Name} '{Texts[i]}'");
        }

        return encoded;
    }

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt32())];
}
