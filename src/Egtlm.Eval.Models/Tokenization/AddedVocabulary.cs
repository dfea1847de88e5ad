namespace Egtlm.Eval.Models.Tokenization;

/// <summary>The added tokens of a tokenizer: found in text on the way in, skipped when special on the way out.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _tokens = [];
    private readonly HashSet<int> _special = [];

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, ITokenModel model, INormalizer? normalizer)
    {
        // The model's own id wins over the file's, as in the tokenizers library.
        var placed = tokens.Where(t => t.Content.Length > 0)
            .Select(t => t with { Id = model.TokenToId(t.Content) ?? t.Id })
            .ToArray();
        foreach (var token in placed)
        {
            _ids[token.Content] = token.Id;
            _tokens[token.Id] = token.Content;
            if (token.IsSpecial)
            {
                _special.Add(token.Id);
            }
        }

        Raw = new AddedTokenMatcher(placed.Where(t => !t.IsNormalized).Select(t => (t.Content, t)));
        Normalized = new AddedTokenMatcher(placed.Where(t => t.IsNormalized)
            .Select(t => (normalizer?.Normalize(t.Content) ?? t.Content, t)));
        CountBeyondModel = _ids.Keys.Count(t => model.TokenToId(t) is null);
    }

    public AddedTokenMatcher Raw { get; }

    public AddedTokenMatcher Normalized { get; }

    /// <summary>How many added tokens the model's vocabulary lacks.</summary>
    public int CountBeyondModel { get; }

    public int? TokenToId(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    public string? IdToToken(int id) => _tokens.GetValueOrDefault(id);

    public bool IsSpecial(int id) => _special.Contains(id);
}
