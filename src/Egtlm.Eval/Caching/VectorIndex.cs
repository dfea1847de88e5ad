namespace Egtlm.Eval.Caching;

/// <summary>Which record of which segment holds a key: 36 to 72 bytes of memory per key.</summary>
internal sealed class VectorIndex(string folder, int dimension) : IDisposable
{
    // Parts grow one by one, so that doubling never needs both old and new table of everything at once.
    private const int Parts = 64;

    private readonly Dictionary<VectorKey, Place>[] _parts =
        [.. Enumerable.Range(0, Parts).Select(_ => new Dictionary<VectorKey, Place>())];

    private readonly List<Segment> _segments = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Where a vector lies.</summary>
    public readonly record struct Place(int Segment, int Record);

    public int Count => _parts.Sum(part => part.Count);

    public bool TryFind(in VectorKey key, out Place place) => PartOf(key).TryGetValue(key, out place);

    public bool Remove(in VectorKey key) => PartOf(key).Remove(key);

    public Segment SegmentAt(int number) => _segments[number];

    /// <summary>Takes in what this and other processes completed since the last call.</summary>
    /// <param name="warn">Told of segments that are none of this space's.</param>
    public void Refresh(Action<string> warn)
    {
        string[] names;
        try
        {
            var files = Directory.EnumerateFiles(folder, "*" + SegmentFormat.KeyExtension);
            names = [.. files.Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            TakeIn(name, warn);
        }
    }

    /// <summary>Takes in records that this process appended to the segment <paramref name="name"/>.</summary>
    public void Add(string name, IReadOnlyList<VectorKey> keys, ReadOnlySpan<int> rows)
    {
        var number = NumberOf(name);
        var first = _segments[number].Count;
        for (var i = 0; i < rows.Length; i++)
        {
            PartOf(keys[rows[i]])[keys[rows[i]]] = new Place(number, first + i);
        }

        _segments[number].Grow(rows.Length);
    }

    /// <summary>Notes the use of every open segment, then closes them.</summary>
    public void Close(DateTimeOffset now)
    {
        foreach (var segment in _segments.Where(segment => segment.IsOpen))
        {
            segment.NoteUse(now);
            segment.Dispose();
        }
    }

    public void Dispose() => _segments.ForEach(segment => segment.Dispose());

    private void TakeIn(string name, Action<string> warn)
    {
        var number = NumberOf(name);
        var segment = _segments[number];
        var (first, wasForeign) = (segment.Count, segment.IsForeign);
        VectorKey[] keys;
        try
        {
            keys = segment.ReadNewKeys();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return;
        }

        if (segment.IsForeign && !wasForeign)
        {
            warn($"'{segment.Path}' is left out: it holds no vectors of {dimension} values in this program's format");
        }

        for (var i = 0; i < keys.Length; i++)
        {
            PartOf(keys[i])[keys[i]] = new Place(number, first + i);
        }
    }

    private int NumberOf(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _segments.Count;
            _numbers.Add(name, number);
            _segments.Add(new Segment(folder, name, dimension));
        }

        return number;
    }

    private Dictionary<VectorKey, Place> PartOf(in VectorKey key) => _parts[(int)(key.Second % Parts)];
}
