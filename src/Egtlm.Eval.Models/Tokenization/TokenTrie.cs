namespace Egtlm.Eval.Models.Tokenization;

/// <summary>All tokens that begin at a place are found in one walk.</summary>
internal sealed class TokenTrie
{
    public const int Root = 0;

    private readonly Dictionary<ulong, int> _steps = [];
    private readonly List<int> _ids = [-1];

    public TokenTrie(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        foreach (var (token, id) in tokens)
        {
            var place = Root;
            foreach (var character in token)
            {
                var key = Key(place, character);
                if (!_steps.TryGetValue(key, out place))
                {
                    place = _ids.Count;
                    _steps[key] = place;
                    _ids.Add(-1);
                }
            }

            _ids[place] = id;
        }
    }

    public bool TryStep(ref int place, char character) => _steps.TryGetValue(Key(place, character), out place);

    /// <summary>The id of the token that ends here, or -1.</summary>
    public int IdAt(int place) => _ids[place];

    private static ulong Key(int place, char character) => ((ulong)(uint)place << 16) | character;
}
