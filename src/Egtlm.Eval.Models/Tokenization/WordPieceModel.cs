namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Greedy longest match from the left; one unknown part makes the whole word unknown.</summary>
/// <remarks>
/// Own code: BertTokenizer of Microsoft.ML.Tokenizers 2.0.1 drops Unicode symbols ($ + = ~ and 2,662 more) instead of
/// giving [UNK] and met the reference on 49.5 to 80.6 % of lines only.
/// </remarks>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, int> _continuations;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _continuationsBySpan;
    private readonly int _unknownId;
    private readonly int _maxWordCharacters;
    private readonly int _longestToken;

    public WordPieceModel(Vocabulary vocabulary, WordPieceOptions options)
    {
        _vocabulary = vocabulary;
        _unknownId = vocabulary.Find(options.UnknownToken) ?? throw new EvaluationException(
            $"{options.Place}: the unknown token '{options.UnknownToken}' is not in the vocabulary");
        _maxWordCharacters = options.MaxWordCharacters;
        _continuations = vocabulary.Tokens
            .Where(t => t.Key.StartsWith(options.ContinuationPrefix, StringComparison.Ordinal))
            .ToDictionary(t => t.Key[options.ContinuationPrefix.Length..], t => t.Value, StringComparer.Ordinal);
        _continuationsBySpan = _continuations.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestToken = vocabulary.Tokens.Select(t => t.Key.Length).DefaultIfEmpty().Max();
    }

    public int Size => _vocabulary.Count;

    public static WordPieceModel Read(JsonPart part) => new(Vocabulary.Read(part["vocab"]), new WordPieceOptions(
        part.Find("unk_token")?.Text ?? "[UNK]",
        part.Find("continuing_subword_prefix")?.Text ?? "##",
        part.Find("max_input_chars_per_word")?.Integer ?? 100,
        part.Place));

    public int? TokenToId(string token) => _vocabulary.Find(token);

    public string? IdToToken(int id) => _vocabulary.TokenAt(id);

    public void Tokenize(ReadOnlySpan<char> piece, List<int> ids)
    {
        var before = ids.Count;
        if (IsTooLong(piece) || !TryTokenize(piece, ids))
        {
            ids.RemoveRange(before, ids.Count - before);
            ids.Add(_unknownId);
        }
    }

    private bool TryTokenize(ReadOnlySpan<char> piece, List<int> ids)
    {
        for (var start = 0; start < piece.Length;)
        {
            var rest = piece[start..];
            var length = Math.Min(rest.Length, _longestToken);
            int id;
            while (!TryGetId(rest[..length], start > 0, out id))
            {
                length -= char.IsLowSurrogate(rest[length - 1]) ? 2 : 1;
                if (length <= 0)
                {
                    return false;
                }
            }

            ids.Add(id);
            start += length;
        }

        return true;
    }

    private bool TryGetId(ReadOnlySpan<char> text, bool isContinuation, out int id) => isContinuation
        ? _continuationsBySpan.TryGetValue(text, out id)
        : _vocabulary.TryGetId(text, out id);

    private bool IsTooLong(ReadOnlySpan<char> piece)
    {
        if (piece.Length <= _maxWordCharacters)
        {
            return false;
        }

        var characters = 0;
        foreach (var _ in piece.EnumerateRunes())
        {
            characters++;
        }

        return characters > _maxWordCharacters;
    }
}

/// <param name="Place">Where the options come from, for messages.</param>
internal sealed record WordPieceOptions(
    string UnknownToken, string ContinuationPrefix, int MaxWordCharacters, string Place);
