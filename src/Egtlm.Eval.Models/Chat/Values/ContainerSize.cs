namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// What printing a container costs: a few lines of template can nest a list in itself until it has 2^60 items.
/// </summary>
/// <param name="Characters">Items and characters in it, at all levels.</param>
/// <param name="Levels">Containers in each other.</param>
internal readonly record struct ContainerSize(long Characters, int Levels)
{
    /// <summary>The size of a container of these items; refuses one that is too large.</summary>
    public static ContainerSize Of(IEnumerable<object?> items)
    {
        var characters = 0L;
        var levels = 0;
        foreach (var item in items)
        {
            var size = Of(item);
            characters += size.Characters;
            levels = Math.Max(levels, size.Levels);
        }

        return characters > Limits.MostCharacters || levels >= Limits.MostLevels
            ? throw new PythonError(
                $"a list or dict with more than {Limits.MostCharacters} characters or {Limits.MostLevels} levels")
            : new ContainerSize(characters, levels + 1);
    }

    public static ContainerSize Of(object? value) => value switch
    {
        string text => new(1 + text.Length, 0),
        SafeText safe => new(1 + safe.Text.Length, 0),
        PythonSequence sequence => sequence.Size with { Characters = sequence.Size.Characters + 1 },
        PythonMapping mapping => mapping.Size with { Characters = mapping.Size.Characters + 1 },
        MappingView view => view.Mapping.Size with { Levels = view.Mapping.Size.Levels + 2 },
        _ => new(1, 0),
    };

    /// <summary>The items, unless there are too many of them.</summary>
    public static List<object?> Collect(IEnumerable<object?> items)
    {
        var all = new List<object?>();
        foreach (var item in items)
        {
            all.Add(item);
            Limits.Characters(all.Count);
        }

        return all;
    }
}
