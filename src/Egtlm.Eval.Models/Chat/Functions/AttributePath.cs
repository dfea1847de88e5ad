using System.Globalization;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>An attribute argument of a filter: <c>'function.arguments.0'</c>. Without parts it is the item itself.</summary>
internal sealed record AttributePath(IReadOnlyList<object?> Parts)
{
    /// <param name="attribute">A path, an index, or null.</param>
    public static AttributePath Of(object? attribute) => new(attribute switch
    {
        null => [],
        string path => [.. path.Split('.').Select(part =>
            part.Length > 0 && part.All(char.IsAsciiDigit) && long.TryParse(part, CultureInfo.InvariantCulture, out var index)
                ? (object)index
                : part)],
        _ => [attribute],
    });

    /// <param name="otherwise">Stands for what is not there; null: undefined.</param>
    public object? Get(object? item, object? otherwise = null)
    {
        foreach (var part in Parts)
        {
            item = Members.Item(item, part);
            item = item is Undefined && otherwise is not null ? otherwise : item;
        }

        return item;
    }

    /// <summary>The value to sort or compare by: text in lower case unless case counts.</summary>
    public object? Key(object? item, bool isCaseSensitive) =>
        Get(item) is string text && !isCaseSensitive ? LetterCase.Lower(text) : Get(item);
}
