namespace Egtlm.Eval.Hub;

/// <summary>Who said which files a snapshot has.</summary>
public enum ListingOrigin
{
    /// <summary>The hub: every file of the commit.</summary>
    Hub,

    /// <summary>A mirror folder: every file that it has.</summary>
    Mirror,

    /// <summary>The snapshot folder on this machine: what another tool downloaded, and shards that it lacks.</summary>
    Folder,
}

/// <summary>A dataset repository at a commit.</summary>
/// <param name="Dataset">Such as <c>mteb/STSB</c>.</param>
/// <param name="Revision">As asked for: a commit, branch or tag.</param>
/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Folder">Full path of <c>snapshots/COMMIT</c>; files are there after
/// <see cref="DatasetHub.PullAsync"/>.</param>
/// <param name="Files">By path, in ordinal order.</param>
public sealed record DatasetSnapshot(
    string Dataset, string Revision, string Commit, string Folder, IReadOnlyList<HubFile> Files)
{
    public ListingOrigin Origin { get; init; }

    /// <summary>Where a file lies once it was pulled.</summary>
    public string PathOf(HubFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Path.Combine([Folder, .. file.Path.Split('/')]);
    }

    public override string ToString() => $"{Dataset}@{Commit}";
}
