namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>A generator, as most filters on lists give: true, without length, and read once.</summary>
internal sealed class PythonIterator(IEnumerable<object?> items)
{
    private readonly IEnumerator<object?> _items = items.GetEnumerator();

    /// <summary>The items that nobody took yet.</summary>
    public IEnumerable<object?> Rest
    {
        get
        {
            while (_items.MoveNext())
            {
                yield return _items.Current;
            }
        }
    }
}
