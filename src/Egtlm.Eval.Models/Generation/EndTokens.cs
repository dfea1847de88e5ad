using System.Text.Json;
using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Which tokens begin and end a text, as the files of a model folder say.</summary>
/// <param name="End">End an answer; empty where the folder names none.</param>
/// <param name="Prefix">Stands in front of a text without context; see <c>ILanguageModel.PrefixToken</c>.</param>
internal sealed record EndTokens(IReadOnlyList<int> End, int? Prefix)
{
    /// <summary>
    /// Ends are <c>eos_token_id</c> of generation_config.json, else of config.json, a number or a list, as
    /// transformers' <c>generate</c> has it, else the tokenizer's <c>eos_token</c>.
    /// </summary>
    public static EndTokens Read(string directory, Tokenizer tokenizer)
    {
        var end = Ids(Path.Combine(directory, "generation_config.json")) ?? Ids(Path.Combine(directory, "config.json"));
        var eos = TokenId(directory, "eos_token", tokenizer);
        var prefix = TokenId(directory, "bos_token", tokenizer) ?? eos;
        return new EndTokens(end ?? (eos is { } id ? [id] : []), prefix ?? end?.FirstOrDefault());
    }

    private static int[]? Ids(string path)
    {
        if (JsonFile.TryRead(path) is not { } root || !root.TryGetProperty("eos_token_id", out var value))
        {
            return null;
        }

        JsonElement[] values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return values switch
        {
            [{ ValueKind: JsonValueKind.Null }] => null,
            _ when values.All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _)) =>
                [.. values.Select(id => id.GetInt32())],
            _ => throw new EvaluationException(
                $"'{path}' has eos_token_id {value.GetRawText()}, expected a token id or a list of token ids"),
        };
    }

    private static int? TokenId(string directory, string name, Tokenizer tokenizer)
    {
        foreach (var file in new[] { "tokenizer_config.json", "special_tokens_map.json" })
        {
            var token = JsonFile.TryRead(Path.Combine(directory, file)) is { } root
                && root.TryGetProperty(name, out var value)
                ? TokenizerParts.TokenName(new JsonPart(value, name))
                : null;
            if (token is not null)
            {
                return tokenizer.TokenToId(token);
            }
        }

        return null;
    }
}
