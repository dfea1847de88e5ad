namespace Egtlm.Eval.Hub;

/// <summary>Where dataset repositories come from: a hub over HTTP, or a mirror folder.</summary>
internal interface IDatasetSource : IDisposable
{
    ListingOrigin Origin { get; }

    /// <summary>The commit that a branch or tag stands for, 40 hexadecimal digits.</summary>
    Task<string> ResolveAsync(string dataset, string revision, CancellationToken cancellation);

    /// <summary>Every file of the repository at a commit, which is what the revision stands for.</summary>
    Task<IReadOnlyList<HubFile>> ListAsync(
        string dataset, string revision, string commit, CancellationToken cancellation);

    /// <summary>Makes the partial file hold <see cref="HubFile.Size"/> bytes, going on from what it has.</summary>
    /// <remarks>Digests are not looked at. The caller holds the blob's lock.</remarks>
    /// <exception cref="WrongContentException">The bytes cannot be those of the listing.</exception>
    Task FetchAsync(Fetch fetch, CancellationToken cancellation);
}

/// <summary>One file to bring.</summary>
/// <param name="Partial">Full path of the file to write.</param>
/// <param name="Report">Is told how many bytes of the file are there.</param>
internal sealed record Fetch(DatasetSnapshot Snapshot, HubFile File, string Partial, Action<long> Report);

/// <summary>What came is not what the listing says; worth one fresh try.</summary>
internal sealed class WrongContentException(string message) : Exception(message);
