namespace Egtlm.Eval.Models.Tokenization;

/// <summary>The added tokens of a tokenizer: found in text going in, special ones skipped coming out.</summary>
internal sealed class AddedVocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _tokens = [];
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);

    public AddedVocabulary(IReadOnlyList<AddedToken> tokens, ITokenModel model, INormalizer? normalizer)
    {
        List<(string Pattern, AddedToken Token)> raw = [];
        List<(string Pattern, AddedToken Token)> normalized = [];
        foreach (var read in tokens.Where(t => t.Content.Length > 0))
        {
            // The model's own id wins over the file's, as in the tokenizers library.
            var token = read with { Id = model.TokenToId(read.Content) ?? read.Id };
            var pattern = token.IsNormalized ? normalizer?.Normalize(token.Content) ?? token.Content : token.Content;
            (token.IsNormalized ? normalized : raw).Add((pattern, token));
            _ids[token.Content] = token.Id;
            _tokens[token.Id] = pattern;
            if (token.IsSpecial)
            {
                _special.Add(token.Content);
            }
        }

        Raw = new AddedTokenMatcher(raw);
        Normalized = new AddedTokenMatcher(normalized);
        CountBeyondModel = _ids.Keys.Count(t => model.TokenToId(t) is null);
    }

    /// <summary>Finds tokens in text as it came.</summary>
    public AddedTokenMatcher Raw { get; }

    /// <summary>Finds the normal forms of tokens in normalised text.</summary>
    public AddedTokenMatcher Normalized { get; }

    /// <summary>How many added tokens the model's vocabulary lacks.</summary>
    public int CountBeyondModel { get; }

    public int? TokenToId(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>The token for decoding: its normal form where that is what was matched.</summary>
    public string? IdToToken(int id) => _tokens.GetValueOrDefault(id);

    /// <summary>Whether a decoded token goes with the special ones.</summary>
    /// <remarks>A special token whose normal form differs from it stays in the text, as in tokenizers 0.23.</remarks>
    public bool IsSpecial(string token) => _special.Contains(token);
}
