using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Token strings to ids and back.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly string?[] _tokens;

    /// <param name="tokens">A token that occurs twice keeps its last id.</param>
    public Vocabulary(IReadOnlyCollection<(string Token, int Id)> tokens)
    {
        _ids = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        _tokens = new string?[tokens.Count == 0 ? 0 : tokens.Max(t => t.Id) + 1];
        foreach (var (token, id) in tokens)
        {
            _ids[token] = id;
            _tokens[id] = token;
        }

        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _ids.Count;

    public IEnumerable<KeyValuePair<string, int>> Tokens => _ids;

    /// <summary>Reads an object of token to id.</summary>
    public static Vocabulary Read(JsonPart part)
    {
        if (part.Value.ValueKind != JsonValueKind.Object)
        {
            throw part.Wrong("an object of token and id");
        }

        List<(string, int)> tokens = [];
        foreach (var entry in part.Value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var id)
                || id is < 0 or > MaxId)
            {
                throw new JsonPart(entry.Value, $"{part.Place}['{entry.Name}']").Wrong("a token id");
            }

            tokens.Add((entry.Name, id));
        }

        return new Vocabulary(tokens);
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _idsBySpan.TryGetValue(token, out id);

    public int? Find(ReadOnlySpan<char> token) => TryGetId(token, out var id) ? id : null;

    public string? TokenAt(int id) => (uint)id < (uint)_tokens.Length ? _tokens[id] : null;

    // Far above any real vocabulary; keeps a broken file from asking for gigabytes.
    private const int MaxId = 1 << 24;
}
