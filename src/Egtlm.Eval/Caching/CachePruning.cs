namespace Egtlm.Eval.Caching;

/// <summary>What to throw away; rules narrow each other, none at all means everything.</summary>
public sealed record PruneRule
{
    /// <summary>Only what was last used longer ago.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Only vectors of this model.</summary>
    public string? Model { get; init; }

    /// <summary>Least recently used first, until all spaces together have at most so many bytes.</summary>
    public long? ToBytes { get; init; }
}

/// <summary>What was thrown away.</summary>
/// <param name="BytesInUse">Bytes that the rule names and that another process is using, so that they stayed.</param>
/// <param name="BytesLeft">Bytes of all spaces afterwards.</param>
public sealed record PruneResult(int Segments, long Entries, long Bytes, long BytesInUse, long BytesLeft);

/// <summary>Throws segments away, the least recently used first, whole ones and never one that is in use.</summary>
public static class CachePruning
{
    /// <summary>Segments that a rule names, in the order in which they go.</summary>
    public static IReadOnlyList<CachedSegment> Candidates(CacheListing cache, PruneRule rule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            .. cache.Spaces.SelectMany(space => space.Segments)
                .Where(segment => rule.Model is null || segment.Model == rule.Model)
                .Where(segment => rule.OlderThan is not { } age || now - segment.LastUsed > age)
                .OrderBy(segment => segment.LastUsed).ThenBy(segment => segment.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Throws away what a rule names, and the folders of spaces that become empty.</summary>
    /// <param name="isDryRun">Only counts.</param>
    /// <returns>Null when another process is doing the same at this moment.</returns>
    public static PruneResult? Prune(string folder, PruneRule rule, DateTimeOffset now, bool isDryRun = false)
    {
        ArgumentNullException.ThrowIfNull(rule);
        using var turn = isDryRun ? null : TakeTurn(folder);
        var cache = CacheListing.Read(folder);
        if (turn is null && !isDryRun && cache.Spaces.Count > 0)
        {
            return null;
        }

        var candidates = Candidates(cache, rule, now);
        var bytes = rule.ToBytes is { } target ? cache.Bytes - target : long.MaxValue;
        var result = Delete(candidates, bytes, segment => isDryRun || TryDelete(segment));
        if (!isDryRun)
        {
            DeleteEmpty(cache);
        }

        return result with { BytesLeft = cache.Bytes - result.Bytes };
    }

    /// <summary>Makes room, as a run does before it begins a segment.</summary>
    /// <param name="bytes">Most bytes of all spaces afterwards.</param>
    /// <returns>Whether it is so; null when another process is making room at this moment.</returns>
    internal static bool? TryShrinkTo(string folder, long bytes)
    {
        var cache = CacheListing.Read(folder);
        var excess = cache.Bytes - bytes;
        if (excess <= 0)
        {
            return true;
        }

        using var turn = TakeTurn(folder);
        return turn is null
            ? null
            : Delete(Candidates(cache, new PruneRule(), DateTimeOffset.MaxValue), excess, TryDelete).Bytes >= excess;
    }

    private static PruneResult Delete(
        IReadOnlyList<CachedSegment> candidates, long bytes, Func<CachedSegment, bool> tryDelete)
    {
        var result = new PruneResult(0, 0, 0, 0, 0);
        foreach (var segment in candidates)
        {
            if (result.Bytes >= bytes)
            {
                break;
            }

            result = tryDelete(segment)
                ? result with
                {
                    Segments = result.Segments + 1,
                    Entries = result.Entries + segment.Entries,
                    Bytes = result.Bytes + segment.Bytes,
                }
                : result with { BytesInUse = result.BytesInUse + segment.Bytes };
        }

        return result;
    }

    /// <summary>False when a process has the segment open: it holds a shared lock, this asks for all of it.</summary>
    private static bool TryDelete(CachedSegment segment)
    {
        var vectors = segment.Path + SegmentFormat.VectorExtension;
        try
        {
            using var only = File.Exists(vectors)
                ? new FileStream(vectors, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
                : null;

            // Keys first: what is left of a deletion that was cut off has no keys and is never read.
            File.Delete(segment.Path + SegmentFormat.KeyExtension);
            File.Delete(vectors);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void DeleteEmpty(CacheListing cache)
    {
        foreach (var space in cache.Spaces)
        {
            try
            {
                if (!Directory.EnumerateFiles(space.Folder, "*" + SegmentFormat.VectorExtension).Any())
                {
                    // With the temporary files of writes that were cut off.
                    Directory.EnumerateFiles(space.Folder, SpaceFile.FileName + "*").ToList().ForEach(File.Delete);
                    Directory.Delete(space.Folder);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another process began a segment: the folder stays.
            }
        }
    }

    /// <summary>Two that throw away at once would both make the same room: one has its turn.</summary>
    private static FileStream? TakeTurn(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(CacheListing.SpacesFolder(folder), "prune.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
