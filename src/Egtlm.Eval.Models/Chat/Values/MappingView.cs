namespace Egtlm.Eval.Models.Chat.Values;

internal enum ViewKind
{
    Keys,
    Values,
    Items,
}

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> of a dict give.</summary>
internal sealed record MappingView(PythonMapping Mapping, ViewKind Kind)
{
    public string TypeName => Kind switch
    {
        ViewKind.Keys => "dict_keys",
        ViewKind.Values => "dict_values",
        ViewKind.Items => "dict_items",
    };

    public IEnumerable<object?> Items => Kind switch
    {
        ViewKind.Keys => Mapping.Keys,
        ViewKind.Values => Mapping.Values,
        ViewKind.Items => Mapping.Entries.Select(entry => PythonSequence.Tuple(entry.Key, entry.Value)),
    };
}
