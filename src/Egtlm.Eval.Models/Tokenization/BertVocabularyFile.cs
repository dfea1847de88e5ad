namespace Egtlm.Eval.Models.Tokenization;

/// <summary>A BERT folder from before <c>tokenizer.json</c>: one token a line, the line number is the id.</summary>
internal static class BertVocabularyFile
{
    /// <param name="config"><c>tokenizer_config.json</c>, or null: then lower case and BERT's own token names.</param>
    public static TokenizerParts Read(string path, JsonPart? config)
    {
        UnicodeText.RequireNormalization(path);
        var vocabulary = new Vocabulary([.. File.ReadLines(path).Select((token, id) => (token, id))]);
        string Name(string key, string otherwise) =>
            TokenizerParts.TokenName(config?.Find(key)) ?? otherwise;
        int Id(string token) => vocabulary.Find(token)
            ?? throw new EvaluationException($"{path}: the special token '{token}' is not in the vocabulary");

        var unknown = Name("unk_token", "[UNK]");
        var pad = Name("pad_token", "[PAD]");
        var cls = Name("cls_token", "[CLS]");
        var sep = Name("sep_token", "[SEP]");
        string[] special = [pad, unknown, cls, sep, Name("mask_token", "[MASK]")];
        return new TokenizerParts(
            new BertNormalizer(
                true,
                config?.FlagOr("tokenize_chinese_chars", true) ?? true,
                config?.Find("strip_accents")?.Flag,
                config?.FlagOr("do_lower_case", true) ?? true),
            new BertPreTokenizer(),
            new WordPieceModel(vocabulary, new WordPieceOptions(unknown, "##", 100, path)),
            PostProcessor.Bert(Id(cls), Id(sep)),
            new WordPieceDecoder("##", true),
            [.. special.Where(token => vocabulary.Find(token) is not null)
                .Select(token => AddedToken.Special(Id(token), token))],
            pad);
    }
}
