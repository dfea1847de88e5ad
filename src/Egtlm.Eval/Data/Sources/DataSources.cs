using System.Collections.Concurrent;
using Egtlm.Eval.Data.Repositories;
using Egtlm.Eval.Hub;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data.Sources;

/// <summary>Finds the data of tasks: folders of the user's first, then the hub's repositories.</summary>
/// <remarks>Safe for parallel use.</remarks>
public sealed class DataSources(DatasetLocator locator, DatasetHub hub)
{
    private readonly ConcurrentDictionary<DatasetReference, Lazy<Task<Repository>>> _repositories = [];

    /// <summary>Says where a part lies; of a repository no more than README.md is downloaded.</summary>
    /// <exception cref="EvaluationException">It is nowhere; the message says where it was looked for.</exception>
    public async Task<PartSource> FindAsync(
        TaskDefinition task, string subset, string split, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (location, complaint) = locator.Search(task, (subset, split));
        if (location is not null)
        {
            return new PartSource(task, subset, split, location, null, []);
        }

        if (complaint is not null)
        {
            throw complaint;
        }

        var repository = await OpenAsync(task, subset, cancellation).ConfigureAwait(false);
        var tables = RepositoryData.TablesOf(task, subset, split, repository.Layout);
        var needed = tables.Files.ToHashSet(StringComparer.Ordinal);
        var snapshot = repository.Snapshot;
        return new PartSource(
            task,
            subset,
            split,
            new DataLocation(snapshot.Folder, split) { Tables = tables.In(snapshot.Folder) },
            snapshot,
            [.. snapshot.Files.Where(file => needed.Contains(file.Path) || file.Path == DatasetLayout.CardFile)]);
    }

    /// <summary>Makes the files of a part present.</summary>
    /// <exception cref="EvaluationException">A file cannot be had.</exception>
    public Task PullAsync(PartSource part, IProgress<HubProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Snapshot is null
            ? Task.CompletedTask
            : hub.PullAsync(part.Snapshot, part.Files, progress, cancellation);
    }

    /// <summary>Makes the files of a part present and reads them.</summary>
    /// <param name="warn">Told of what is odd but does not stop an evaluation; null when nobody listens.</param>
    /// <exception cref="EvaluationException">A file cannot be had, or is wrong.</exception>
    public async Task<TaskData> ReadAsync(
        PartSource part, IProgress<HubProgress>? progress, Action<string>? warn, CancellationToken cancellation)
    {
        await PullAsync(part, progress, cancellation).ConfigureAwait(false);
        return await TaskDataReader.ReadAsync(part.Task, part.Location, warn, cancellation).ConfigureAwait(false);
    }

    /// <summary>Compares the downloaded files of a part with what the hub says of them; a folder has no such
    /// word.</summary>
    public async Task<IReadOnlyList<string>> VerifyAsync(PartSource part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.Snapshot is null)
        {
            return [];
        }

        var findings = await hub.VerifyAsync(part.Snapshot, part.Files, cancellation).ConfigureAwait(false);
        return [.. findings.Select(finding => finding.Message)];
    }

    /// <summary>Opens a repository once, however many tasks share it.</summary>
    private async Task<Repository> OpenAsync(
        TaskDefinition task, string subset, CancellationToken cancellation)
    {
        var dataset = task.Dataset with { SubsetColumn = null };
        try
        {
            var opening = _repositories.GetOrAdd(
                dataset, one => new Lazy<Task<Repository>>(() => OpenAsync(one, cancellation)));
            return await opening.Value.ConfigureAwait(false);
        }
        catch (EvaluationException error)
        {
            var target = task.Subsets.Count == 1 && subset == "default" ? task.Name : $"{task.Name}/{subset}";
            var hint = $"for data of your own: --data {target}=DIR";
            throw new EvaluationException(error.Message, error.Hint is null ? hint : $"{error.Hint}; {hint}", error);
        }
    }

    private async Task<Repository> OpenAsync(DatasetReference dataset, CancellationToken cancellation)
    {
        var snapshot = await hub.OpenAsync(dataset, cancellation).ConfigureAwait(false);
        string? card = null;
        if (snapshot.Files.FirstOrDefault(file => file.Path == DatasetLayout.CardFile) is { } file)
        {
            var path = await hub.PullAsync(snapshot, [file], null, cancellation).ConfigureAwait(false);
            card = await File.ReadAllTextAsync(path[0], cancellation).ConfigureAwait(false);
        }

        return new Repository(
            snapshot, DatasetLayout.Of(dataset.Path, card, [.. snapshot.Files.Select(one => one.Path)]));
    }

    private sealed record Repository(DatasetSnapshot Snapshot, DatasetLayout Layout);
}
