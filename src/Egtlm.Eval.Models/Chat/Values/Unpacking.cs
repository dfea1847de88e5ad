namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Gives the items of a value to so many names.</summary>
internal static class Unpacking
{
    public static IReadOnlyList<object?> Unpack(object? value, int count)
    {
        if (!Types.IsIterable(value))
        {
            throw new PythonError($"cannot unpack non-iterable {Types.NameOf(value)} object");
        }

        var items = Types.Items(value).Take(count + 1).ToArray();
        return items.Length == count ? items
            : items.Length > count ? throw new PythonError($"too many values to unpack (expected {count})")
            : throw new PythonError($"not enough values to unpack (expected {count}, got {items.Length})");
    }
}
