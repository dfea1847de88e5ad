using System.Text.Json;
using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models.Tests.Tokenization;

/// <summary>Tokenizers of a few lines, for what real ones do not show.</summary>
internal static class TinyTokenizer
{
    public const string NoTokens = "[]";

    /// <summary>A tokenizer.json's text as a tokenizer.</summary>
    public static Tokenizer Read(string json) => new(TokenizerParts.ReadTokenizerFile(Part(json), null));

    /// <summary>Character-level BPE over a, b, c and the merges ab and abc, with parts in JSON.</summary>
    public static Tokenizer Bpe(
        string addedTokens = NoTokens, string model = "", string normalizer = "null", string preTokenizer = "null") =>
        Read($$"""
            {
              "added_tokens": {{addedTokens}},
              "normalizer": {{normalizer}},
              "pre_tokenizer": {{preTokenizer}},
              "model": {
                "type": "BPE",
                "vocab": {
                  "a": 0, "b": 1, "c": 2, " ": 3, "ab": 4, "abc": 5, "ca": 6, "?": 7,
                  "<0xE4>": 8, "<0xBD>": 9, "<0xA0>": 10, "bc": 11
                },
                {{model}}
                "merges": ["a b", ["ab", "c"], ["c", "a"]]
              }
            }
            """);

    public static string Added(int id, string content, string flags) =>
        $$"""{ "id": {{id}}, "content": "{{content}}", "normalized": false, "special": true{{flags}} }""";

    public static JsonPart Part(string json) => new(JsonDocument.Parse(json).RootElement, "tokenizer.json: $");
}
