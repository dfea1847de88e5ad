namespace Egtlm.Eval.Models.Tokenization;

/// <summary>All tokens that begin at a place are found in one walk.</summary>
internal sealed class TokenTrie
{
    public const int Root = 0;

    private readonly PairMap<int> _steps = new(1 << 16);
    private readonly List<int> _ids = [-1];

    public TokenTrie(IEnumerable<KeyValuePair<string, int>> tokens)
    {
        foreach (var (token, id) in tokens)
        {
            var place = Root;
            foreach (var character in token)
            {
                if (!_steps.TryGet(place, character, out var next))
                {
                    next = _ids.Count;
                    _steps.Set(place, character, next);
                    _ids.Add(-1);
                }

                place = next;
            }

            _ids[place] = id;
        }
    }

    public bool TryStep(ref int place, char character) => _steps.TryGet(place, character, out place);

    /// <summary>The id of the token that ends here, or -1.</summary>
    public int IdAt(int place) => _ids[place];
}
