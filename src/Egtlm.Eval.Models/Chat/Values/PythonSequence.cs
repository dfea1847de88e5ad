namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>A list or a tuple. Templates cannot change one, so its size is known when it is made.</summary>
internal sealed class PythonSequence
{
    public PythonSequence(IReadOnlyList<object?> items, bool isTuple)
    {
        Items = items;
        IsTuple = isTuple;
        Size = ContainerSize.Of(items);
    }

    public IReadOnlyList<object?> Items { get; }

    public bool IsTuple { get; }

    public ContainerSize Size { get; }

    public int Count => Items.Count;

    public static PythonSequence List(IEnumerable<object?> items) => new(ContainerSize.Collect(items), false);

    public static PythonSequence Tuple(params IReadOnlyList<object?> items) => new(items, true);
}
