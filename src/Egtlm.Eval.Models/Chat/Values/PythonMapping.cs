namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>A dict: entries in the order in which they were added. Templates cannot change one.</summary>
internal sealed class PythonMapping
{
    private readonly Dictionary<PythonKey, object?> _values = [];
    private readonly List<PythonKey> _keys = [];

    /// <param name="entries">Where a key comes twice, the last value counts at the first place.</param>
    public PythonMapping(IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        foreach (var (name, value) in entries)
        {
            var key = new PythonKey(name);
            if (!_values.ContainsKey(key))
            {
                _keys.Add(key);
            }

            _values[key] = value;
        }

        Size = ContainerSize.Of(Entries.SelectMany(entry => new[] { entry.Key, entry.Value }));
    }

    public ContainerSize Size { get; }

    public int Count => _keys.Count;

    public IEnumerable<object?> Keys => _keys.Select(key => key.Value);

    public IEnumerable<object?> Values => _keys.Select(key => _values[key]);

    public IEnumerable<KeyValuePair<object?, object?>> Entries =>
        _keys.Select(key => KeyValuePair.Create(key.Value, _values[key]));

    public bool TryGet(object? key, out object? value)
    {
        _ = Equality.Hash(key); // a list is an error even as the key of an empty dict
        return _values.TryGetValue(new PythonKey(key), out value);
    }

    public static PythonMapping Of(IEnumerable<KeyValuePair<string, object?>> entries) =>
        new(entries.Select(entry => KeyValuePair.Create((object?)entry.Key, entry.Value)));
}
