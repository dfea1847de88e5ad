using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Results;

/// <summary>Reads a folder as a <see cref="ResultSet"/>; what is damaged is left out with a note.</summary>
internal static class ResultSetReader
{
    private const string NoRevision = "no_revision_available";

    public static async Task<ResultSet> ReadAsync(
        ResultFolder folder, IReadOnlyList<TaskDefinition> tasks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var notes = new List<string>();
        var manifest = await ManifestOfAsync(folder.Path, notes, cancellation).ConfigureAwait(false);
        var (experiment, place) = ExperimentOf(folder.Path);
        var (model, revision) = await IdentityOfAsync(folder.Path, notes, cancellation).ConfigureAwait(false)
            ?? (manifest is null ? NamesOf(place) : (manifest.Model.Name, manifest.Model.Revision));
        var (documents, paths) = await DocumentsOfAsync(folder.Path, tasks, notes, cancellation).ConfigureAwait(false);
        return new ResultSet
        {
            Folder = folder.Path,
            Model = model,
            Revision = revision,
            Experiment = experiment,
            Documents = documents,
            DocumentPaths = paths,
            ItemPaths = Directory.EnumerateFiles(folder.Path, "*" + ResultFolder.ItemsEnd)
                .Order(StringComparer.Ordinal)
                .ToDictionary(file => Path.GetFileName(file)[..^ResultFolder.ItemsEnd.Length]),
            Manifest = manifest,
            Notes = notes,
        };
    }

    private static async Task<(Dictionary<string, TaskResult>, Dictionary<string, string>)> DocumentsOfAsync(
        string folder, IReadOnlyList<TaskDefinition> tasks, List<string> notes, CancellationToken cancellation)
    {
        var documents = new Dictionary<string, TaskResult>();
        var paths = new Dictionary<string, string>();
        foreach (var file in ResultFolder.TaskFiles(folder))
        {
            var name = Path.GetFileName(file);
            if (await DocumentOfAsync(file, tasks, notes, cancellation).ConfigureAwait(false) is not { } document)
            {
                continue;
            }

            var task = document.TaskName;
            if (paths.TryGetValue(task, out var path))
            {
                var other = Path.GetFileName(path);

                // The file of the task's own name counts, a copy or one of an old name does not.
                var (kept, left) = name == task + ".json" ? (name, other) : (other, name);
                notes.Add($"'{left}' is left out: '{kept}' is a result of '{task}' too");
                if (kept == other)
                {
                    continue;
                }
            }

            (paths[task], documents[task]) = (file, document);
        }

        return (documents, paths);
    }

    private static async Task<TaskResult?> DocumentOfAsync(
        string file, IReadOnlyList<TaskDefinition> tasks, List<string> notes, CancellationToken cancellation)
    {
        try
        {
            var bytes = await AtomicFile.ReadAsync(file, cancellation).ConfigureAwait(false);
            return bytes is null ? null : HistoricResult.Read(bytes, tasks);
        }
        catch (Exception error) when (error is FormatException or EvaluationException)
        {
            notes.Add($"'{Path.GetFileName(file)}' is left out, it is no task result: {error.Message}");
            return null;
        }
    }

    private static async Task<RunManifest?> ManifestOfAsync(
        string folder, List<string> notes, CancellationToken cancellation)
    {
        try
        {
            return await RunManifestFile.ReadAsync(folder, cancellation).ConfigureAwait(false);
        }
        catch (EvaluationException error)
        {
            notes.Add(error.Message);
            return null;
        }
    }

    private static async Task<(string Name, string Revision)?> IdentityOfAsync(
        string folder, List<string> notes, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, ResultFolder.Meta);
        try
        {
            if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is not { } bytes)
            {
                return null;
            }

            var meta = ModelMeta.Read(bytes).Values;
            return meta.Find("name") is ScoreValue.Text { Value.Length: > 0 } name
                ? (name.Value, meta.Find("revision") is ScoreValue.Text revision ? revision.Value : NoRevision)
                : null;
        }
        catch (Exception error) when (error is FormatException or EvaluationException)
        {
            notes.Add($"'{ResultFolder.Meta}' cannot be read, the folders name the model: {error.Message}");
            return null;
        }
    }

    private static (string? Experiment, string Place) ExperimentOf(string folder)
    {
        var parent = Path.GetDirectoryName(folder);
        return Path.GetFileName(parent) == ResultFolder.Experiments
            ? (Path.GetFileName(folder), Path.GetDirectoryName(parent) ?? folder)
            : (null, folder);
    }

    /// <summary>Model and revision by the folders' names: <c>org__model/revision</c>, or the model alone.</summary>
    private static (string Model, string Revision) NamesOf(string folder)
    {
        var (own, parent) = (Path.GetFileName(folder), Path.GetFileName(Path.GetDirectoryName(folder)) ?? "");
        return !HasOrganisation(own) && (HasOrganisation(parent) || IsRevision(own))
            ? (Model(parent), own)
            : (Model(own), NoRevision);
    }

    private static bool HasOrganisation(string folder) => folder.Contains("__", StringComparison.Ordinal);

    private static string Model(string folder) => folder.Replace("__", "/", StringComparison.Ordinal);

    // "external" is the public repository's word for scores from a model card.
    private static bool IsRevision(string folder) =>
        folder is NoRevision or "external" || (folder.Length is 12 or 40 && folder.All(char.IsAsciiHexDigitLower));
}
