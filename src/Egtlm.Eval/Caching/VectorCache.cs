using System.Numerics.Tensors;

namespace Egtlm.Eval.Caching;

/// <summary>
/// Vectors on disk by what they were computed from, so that a text is encoded once across tasks, runs and processes.
/// Several processes may use one folder; one object serves one call at a time.
/// </summary>
/// <remarks>
/// A cache never fails a run: what cannot be read is missing, and what cannot be kept is said once and given up.
/// Nothing is flushed: a killed process loses no vector, a power cut may, which the checksums find.
/// </remarks>
public sealed class VectorCache : IDisposable
{
    // A cache of few large segments would throw away most of itself for one more vector.
    private const int FewestSegments = 8;

    private readonly VectorSpace _space;
    private readonly VectorCacheOptions _options;
    private readonly string _folder;
    private readonly long _limitBytes;
    private readonly VectorIndex _index;
    private readonly SortedSet<string> _damagedFiles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private SegmentWriter? _writer;
    private bool _isReadable;
    private bool _isWritable;
    private long _asked;
    private long _found;
    private long _stored;
    private long _damaged;

    private VectorCache(VectorSpace space, VectorCacheOptions options, long limitBytes)
    {
        (_space, _options, _limitBytes) = (space, options, limitBytes);
        _folder = Path.Combine(CacheListing.SpacesFolder(options.Folder), space.Id);
        _index = new VectorIndex(_folder, space.Dimension);
    }

    /// <summary>Vectors that are there.</summary>
    public int Count => _index.Count;

    /// <summary>What was asked of the cache so far.</summary>
    public VectorCacheUse Use => new(_options.Folder, _asked, _found, _stored, _damaged, [.. _damagedFiles]);

    /// <summary>Opens the vectors of a space, after the cache was brought under its limit.</summary>
    public static VectorCache Open(VectorSpace space, VectorCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        var limit = options.LimitBytes ?? CacheListing.Read(options.Folder).DefaultLimitBytes();
        CachePruning.TryShrinkTo(options.Folder, limit);
        var cache = new VectorCache(space, options, limit);
        var file = SpaceFile.TryRead(cache._folder, out var problem);
        if (file is not null && file.Dimension != space.Dimension)
        {
            problem = FormattableString.Invariant(
                $"'{cache._folder}' has vectors of {file.Dimension} values, this model {space.Dimension}");
        }

        cache._isReadable = problem is null;
        cache._isWritable = problem is null;
        if (problem is not null)
        {
            cache.SayOnce($"the vector cache is not used: {problem}; delete that folder to begin a new one");
        }
        else
        {
            cache._index.Refresh(cache.SayOnce);
        }

        return cache;
    }

    /// <summary>Copies the vectors that are there into the rows of their keys; other rows stay as they are.</summary>
    /// <param name="keys">One per row of <paramref name="vectors"/>.</param>
    /// <returns>For each row whether it was there.</returns>
    public bool[] Read(IReadOnlyList<VectorKey> keys, Matrix<float> vectors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RequireFit(keys, vectors);
        var isFound = new bool[keys.Count];
        if (!_isReadable)
        {
            return isFound;
        }

        _index.Refresh(SayOnce);
        var places = Find(keys);
        Parallel.ForEach(places, new ParallelOptions { CancellationToken = cancellation }, item =>
            isFound[item.Row] = _index.SegmentAt(item.Place.Segment)
                .TryRead(item.Place.Record, keys[item.Row], vectors.Row(item.Row)));
        foreach (var (place, row) in places.Where(item => !isFound[item.Row]))
        {
            _damaged += _index.Remove(keys[row]) ? 1 : 0; // two texts may have the same tokens
            _damagedFiles.Add(_index.SegmentAt(place.Segment).Path);
        }

        _asked += keys.Count;
        _found += isFound.Count(found => found);
        return isFound;
    }

    /// <summary>Keeps vectors that are not there yet, but for those with a value that is not finite.</summary>
    /// <param name="keys">One per row of <paramref name="vectors"/>.</param>
    /// <param name="rows">Rows to keep.</param>
    public void Write(IReadOnlyList<VectorKey> keys, IReadOnlyList<int> rows, Matrix<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(rows);
        RequireFit(keys, vectors);
        int[] wanted =
        [
            .. rows.DistinctBy(row => keys[row]).Where(row => !_index.TryFind(keys[row], out _)
                && TensorPrimitives.IsFiniteAll<float>(vectors.Row(row))),
        ];
        try
        {
            for (var start = 0; start < wanted.Length && _isWritable && TryTakeWriter() is { } writer;)
            {
                var some = wanted.AsSpan(start, Math.Min(wanted.Length - start, writer.Capacity - writer.Count));
                writer.Append(keys, some, vectors);
                _index.Add(writer.Name, keys, some);
                _stored += some.Length;
                start += some.Length;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or EvaluationException)
        {
            GiveUp($"vectors can no longer be kept in '{_options.Folder}': {error.Message}");
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _index.Close(_options.Time.GetUtcNow());
    }

    /// <summary>Where keys lie, in the order of the disk, every segment open.</summary>
    private List<(VectorIndex.Place Place, int Row)> Find(IReadOnlyList<VectorKey> keys)
    {
        var now = _options.Time.GetUtcNow();
        List<(VectorIndex.Place Place, int Row)> places = [];
        for (var row = 0; row < keys.Count; row++)
        {
            if (!_index.TryFind(keys[row], out var place))
            {
                continue;
            }

            if (_index.SegmentAt(place.Segment).TryOpen(now))
            {
                places.Add((place, row));
            }
            else
            {
                _index.Remove(keys[row]);
            }
        }

        places.Sort((a, b) => (a.Place.Segment, a.Place.Record).CompareTo((b.Place.Segment, b.Place.Record)));
        return places;
    }

    /// <summary>A segment with room for a record; null when there is no room in the cache.</summary>
    private SegmentWriter? TryTakeWriter()
    {
        if (_writer is not null && _writer.Count < _writer.Capacity)
        {
            return _writer;
        }

        _writer?.Dispose();
        _writer = null;
        var recordBytes = SegmentFormat.RecordBytes(_space.Dimension) + VectorKey.Size;
        var bytes = Math.Min(_options.SegmentBytes, _limitBytes / FewestSegments);
        var capacity = (int)((bytes - SegmentFormat.HeaderBytes) / recordBytes);
        var hasRoom = capacity < 1 ? false : CachePruning.TryShrinkTo(_options.Folder, _limitBytes - bytes);
        if (hasRoom == false)
        {
            GiveUp($"no more vectors are kept in '{_options.Folder}': its {ByteSize.Format(_limitBytes)} are in use; "
                + "--cache-size allows more");
        }

        if (hasRoom != true)
        {
            return null; // another process is making room: these vectors are not kept, later ones may be
        }

        Directory.CreateDirectory(_folder);
        if (SpaceFile.TryRead(_folder, out _) is null)
        {
            SpaceFile.Of(_space, _options.Time.GetUtcNow()).Write(_folder);
        }

        return _writer = SegmentWriter.Create(_folder, _space.Dimension, capacity, _options);
    }

    private void GiveUp(string why)
    {
        _isWritable = false;
        _writer?.Dispose();
        _writer = null;
        SayOnce(why);
    }

    private void SayOnce(string message)
    {
        if (_said.Add(message))
        {
            _options.Warn(message);
        }
    }

    private void RequireFit(IReadOnlyList<VectorKey> keys, Matrix<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (keys.Count != vectors.Rows || vectors.Columns != _space.Dimension)
        {
            throw new ArgumentException(
                $"{keys.Count} keys do not fit [{vectors.Rows}, {vectors.Columns}] in a space of {_space.Dimension}");
        }
    }
}
