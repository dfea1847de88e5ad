namespace Egtlm.Eval.Caching;

/// <summary>A part of a space that is thrown away as a whole.</summary>
/// <param name="Path">Its two files without their extensions.</param>
public sealed record CachedSegment(string Path, string Model, long Bytes, long Entries, DateTimeOffset LastUsed);

/// <summary>The vectors of one model driven in one way.</summary>
public sealed record CachedSpace(string Folder, SpaceFile File, IReadOnlyList<CachedSegment> Segments)
{
    /// <summary>See <see cref="VectorSpace.Id"/>.</summary>
    public string Id => Path.GetFileName(Folder);

    public long Bytes => Segments.Sum(segment => segment.Bytes);

    /// <summary>Records; a text that two processes encoded at once counts twice.</summary>
    public long Entries => Segments.Sum(segment => segment.Entries);

    public DateTimeOffset LastUsed => Segments.Select(segment => segment.LastUsed).Append(File.Created).Max();
}

/// <summary>What lies in a cache's folder.</summary>
/// <param name="Ignored">Sentences about folders that another version made or that are damaged.</param>
public sealed record CacheListing(string Folder, IReadOnlyList<CachedSpace> Spaces, IReadOnlyList<string> Ignored)
{
    // What a full CMTEB of vectors of 1,024 values needs, with room for a second model.
    private const long LargestDefaultBytes = 32L << 30;
    private const int ShareOfDisk = 4;

    public long Bytes => Spaces.Sum(space => space.Bytes);

    /// <summary>Lists a cache; one that is not there is empty.</summary>
    public static CacheListing Read(string folder)
    {
        List<CachedSpace> spaces = [];
        List<string> ignored = [];
        foreach (var path in SpaceFolders(folder))
        {
            var file = SpaceFile.TryRead(path, out var problem);
            if (file is not null)
            {
                spaces.Add(new CachedSpace(path, file, SegmentsOf(path, file)));
            }
            else if (problem is not null)
            {
                ignored.Add(problem);
            }
        }

        return new CacheListing(folder, [.. spaces.OrderByDescending(space => space.LastUsed)], ignored);
    }

    /// <summary>The smaller of 32 GiB and a quarter of what is free on the disk or used by the cache.</summary>
    public long DefaultLimitBytes()
    {
        var there = Path.GetFullPath(Folder);
        while (!Directory.Exists(there))
        {
            there = Path.GetDirectoryName(there)!; // not null: the root is a folder that exists
        }

        try
        {
            return Math.Min(LargestDefaultBytes, (new DriveInfo(there).AvailableFreeSpace + Bytes) / ShareOfDisk);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return LargestDefaultBytes; // a file system that does not tell: a full one is noticed on writing
        }
    }

    /// <summary>The folder of all spaces.</summary>
    internal static string SpacesFolder(string folder) => Path.Combine(folder, "vectors");

    private static string[] SpaceFolders(string folder)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(SpacesFolder(folder))
                    .Where(path => Path.GetFileName(path) is { Length: VectorSpace.IdLength } name
                        && name.All(char.IsAsciiHexDigitLower))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static CachedSegment[] SegmentsOf(string folder, SpaceFile file)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(folder)
                    .Where(path =>
                        Path.GetExtension(path) is SegmentFormat.KeyExtension or SegmentFormat.VectorExtension)
                    .Select(path => Path.ChangeExtension(path, null)).Distinct()
                    .Select(path => SegmentAt(path, file)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // thrown away meanwhile
        }
    }

    private static CachedSegment SegmentAt(string path, SpaceFile file)
    {
        var (vectorBytes, lastUsed) = LengthAndTime(path + SegmentFormat.VectorExtension);
        var (keyBytes, _) = LengthAndTime(path + SegmentFormat.KeyExtension);
        var entries = Math.Min(
            vectorBytes / SegmentFormat.RecordBytes(file.Dimension),
            Math.Max(0, keyBytes - SegmentFormat.HeaderBytes) / VectorKey.Size);
        return new CachedSegment(path, file.Model, vectorBytes + keyBytes, entries, lastUsed);
    }

    private static (long Length, DateTimeOffset Time) LengthAndTime(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.Length, file.LastWriteTimeUtc);
        }
        catch (IOException)
        {
            return (0, DateTimeOffset.UnixEpoch); // thrown away meanwhile
        }
    }
}
