namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>The <c>loop</c> of a <c>for</c>. It looks ahead only when asked, as Jinja's does.</summary>
/// <param name="length">Null where it is not known before the items are read.</param>
internal sealed class Loop(int? length, IEnumerable<object?> values)
{
    private static readonly object Missing = new();

    private readonly IEnumerator<object?> _values = values.GetEnumerator();
    private readonly Queue<object?> _ahead = [];
    private object? _current = Missing;
    private object? _previous = Missing;
    private object? _lastChanged = Missing;
    private int? _length = length;

    /// <summary>Items gone by before the current one.</summary>
    public int Index { get; private set; } = -1;

    public object? Current => _current;

    /// <summary>How many items there are; the rest is read for it where the number is not known.</summary>
    public int Length
    {
        get
        {
            if (_length is null)
            {
                while (_values.MoveNext())
                {
                    _ahead.Enqueue(_values.Current);
                    Limits.Characters(_ahead.Count);
                }

                _length = Index + 1 + _ahead.Count;
            }

            return _length.Value;
        }
    }

    public bool MoveNext()
    {
        if (!LookAhead())
        {
            return false;
        }

        _previous = _current;
        _current = _ahead.Dequeue();
        Index++;
        return true;
    }

    /// <summary>An attribute of <c>loop</c>.</summary>
    public object? Attribute(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)Length - Index,
        "revindex0" => (long)Length - Index - 1,
        "first" => Index == 0,
        "last" => !LookAhead(),
        "length" => (long)Length,
        "depth" => 1L,
        "depth0" => 0L,
        "previtem" => Index == 0 ? new Undefined("there is no previous item") : _previous,
        "nextitem" => LookAhead() ? _ahead.Peek() : new Undefined("there is no next item"),
        "cycle" => new Callable("cycle", "method", arguments => arguments.Positional.Count == 0
            ? throw new PythonError("no items for cycling given")
            : arguments.Positional[Index % arguments.Positional.Count]),
        "changed" => new Callable("changed", "method", arguments => HasChanged(arguments.Positional)),
        _ => Undefined.Member(this, name),
    };

    private bool LookAhead()
    {
        if (_ahead.Count == 0 && _values.MoveNext())
        {
            _ahead.Enqueue(_values.Current);
        }

        return _ahead.Count > 0;
    }

    private bool HasChanged(IReadOnlyList<object?> values)
    {
        var now = PythonSequence.Tuple(values);
        var isSame = Equality.AreEqual(_lastChanged, now);
        _lastChanged = now;
        return !isSame;
    }
}
