using System.Globalization;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>An attribute argument of a filter: <c>'function.arguments.0'</c>; without parts the item itself.</summary>
internal sealed record AttributePath(IReadOnlyList<object?> Parts)
{
    /// <param name="attribute">A path, an index, or null.</param>
    public static AttributePath Of(object? attribute) => new(attribute switch
    {
        null => [],
        string path => [.. path.Split('.').Select(Part)],
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

    private static object Part(string part) =>
        part.All(char.IsAsciiDigit) && long.TryParse(part, CultureInfo.InvariantCulture, out var index)
            ? (object)index
            : part;

    /// <summary>The value to sort or compare by: text in lower case unless case counts.</summary>
    public object? Key(object? item, bool isCaseSensitive) =>
        Get(item) is string text && !isCaseSensitive ? LetterCase.Lower(text) : Get(item);
}
