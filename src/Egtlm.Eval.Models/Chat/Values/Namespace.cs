namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>The one value that templates can change: <c>{% set ns.found = true %}</c>.</summary>
internal sealed class Namespace(IEnumerable<KeyValuePair<string, object?>> attributes)
{
    public Dictionary<string, object?> Attributes { get; } = new(attributes, StringComparer.Ordinal);
}
