using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>What a tokenizer folder says, read once.</summary>
internal sealed record TokenizerParts(
    INormalizer? Normalizer,
    IPreTokenizer? PreTokenizer,
    ITokenModel Model,
    PostProcessor PostProcessor,
    IDecoder? Decoder,
    IReadOnlyList<AddedToken> AddedTokens,
    string? PadToken)
{
    public static TokenizerParts Read(string modelDirectory)
    {
        var config = ReadJson(Path.Combine(modelDirectory, "tokenizer_config.json"));
        if (ReadJson(Path.Combine(modelDirectory, "tokenizer.json")) is { } file)
        {
            return ReadTokenizerFile(file, PadTokenOf(modelDirectory, config, file));
        }

        var vocabulary = Path.Combine(modelDirectory, "vocab.txt");
        return File.Exists(vocabulary)
            ? BertVocabularyFile.Read(vocabulary, config)
            : throw new EvaluationException(
                $"'{modelDirectory}' holds no tokenizer: expected 'tokenizer.json', or 'vocab.txt' of a BERT model",
                "save one with AutoTokenizer.from_pretrained(...).save_pretrained(...) of Python's transformers");
    }

    /// <summary>Reads a <c>tokenizer.json</c>.</summary>
    public static TokenizerParts ReadTokenizerFile(JsonPart file, string? padToken) => new(
        file.Find("normalizer") is { } normalizer ? Normalizers.Read(normalizer) : null,
        file.Find("pre_tokenizer") is { } preTokenizer ? PreTokenizers.Read(preTokenizer) : null,
        ReadModel(file["model"]),
        file.Find("post_processor") is { } processor ? PostProcessor.Read(processor) : PostProcessor.None,
        file.Find("decoder") is { } decoder ? Decoders.Read(decoder) : null,
        [.. file.Find("added_tokens")?.Items().Select(AddedToken.Read) ?? []],
        padToken);

    private static ITokenModel ReadModel(JsonPart part) => (part.Find("type")?.Text ?? GuessModel(part)) switch
    {
        "WordPiece" => WordPieceModel.Read(part),
        "BPE" => BpeModel.Read(part),
        "Unigram" => UnigramModel.Read(part),
        _ => throw part.Unsupported("model", "WordPiece, BPE, Unigram"),
    };

    // Files older than tokenizers 0.9 do not name the model.
    private static string GuessModel(JsonPart part) =>
        part.Find("merges") is not null ? "BPE"
        : part["vocab"].Value.ValueKind == JsonValueKind.Array ? "Unigram"
        : "WordPiece";

    private static string? PadTokenOf(string modelDirectory, JsonPart? config, JsonPart file) =>
        TokenName(config?.Find("pad_token"))
        ?? TokenName(ReadJson(Path.Combine(modelDirectory, "special_tokens_map.json"))?.Find("pad_token"))
        ?? file.Find("padding")?.Find("pad_token")?.Text;

    /// <summary>A special token is written as a string or as an object with 'content'.</summary>
    internal static string? TokenName(JsonPart? part) => part is not { } token ? null
        : token.Value.ValueKind == JsonValueKind.Object ? token["content"].Text
        : token.Text;

    private static JsonPart? ReadJson(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // Not disposed: the parts point into it, and it is garbage once the tokenizer is built.
            return new JsonPart(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement, $"{path}: $");
        }
        catch (JsonException failure)
        {
            throw new EvaluationException($"'{path}' is not valid JSON: {failure.Message}", null, failure);
        }
    }
}
