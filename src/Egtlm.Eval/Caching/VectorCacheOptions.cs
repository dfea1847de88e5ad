namespace Egtlm.Eval.Caching;

/// <summary>Where vectors are kept and how many.</summary>
public sealed record VectorCacheOptions
{
    /// <summary>Smallest <see cref="LimitBytes"/> that a user may ask for.</summary>
    public const long SmallestLimitBytes = 1_000_000;

    /// <summary>The cache's folder; made when the first vector is kept.</summary>
    public required string Folder { get; init; }

    /// <summary>Most bytes of all spaces together; null: <see cref="CacheListing.DefaultLimitBytes"/>.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Told once when the cache cannot be used or kept up; a run never fails because of its cache.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Most bytes of a segment, the unit that is thrown away.</summary>
    internal long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>Makes a file that must not be there yet; tests let it fail as a full disk does.</summary>
    internal Func<string, Stream> CreateFile { get; init; } = path => new FileStream(
        path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}

/// <summary>What a run had of its cache.</summary>
/// <param name="Asked">Different texts that were looked up.</param>
/// <param name="Found">Those that were there.</param>
/// <param name="Stored">Vectors that were added.</param>
/// <param name="Damaged">Records whose checksum was wrong; their texts were encoded again.</param>
/// <param name="DamagedFiles">Where those lay.</param>
public sealed record VectorCacheUse(
    string Folder, long Asked, long Found, long Stored, long Damaged, IReadOnlyList<string> DamagedFiles);
