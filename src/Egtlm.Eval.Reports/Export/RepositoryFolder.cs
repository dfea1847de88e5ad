using System.Text;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Export;

/// <summary>What was written for the public results repository.</summary>
/// <param name="Folder">Where the files lie.</param>
/// <param name="Findings">What the repository would not take; also what no export can mend, such as names.</param>
public sealed record ExportedFolder(
    string Folder, int Files, IReadOnlyList<string> Notes, IReadOnlyList<ResultFinding> Findings);

/// <summary>Results in the layout of the public results repository: <c>results/MODEL/REVISION/Task.json</c>.</summary>
public static class RepositoryFolder
{
    /// <summary>Copies documents byte for byte, their run settings and the model's meta data, nothing else.</summary>
    /// <param name="output">A checkout of the repository or any folder; made where it is missing.</param>
    /// <param name="overwrites">Whether files that are there and differ are replaced.</param>
    /// <exception cref="EvaluationException">Nothing is left to write, or a file is there and differs.</exception>
    public static async Task<ExportedFolder> WriteAsync(
        ResultSet results,
        IReadOnlyList<TaskDefinition> tasks,
        string output,
        bool overwrites,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(results);
        string[] left = [.. results.Documents.Keys.Where(name => IsGeneration(name, tasks))];
        string[] names = [.. results.Documents.Keys.Except(left)];
        if (names.Length == 0)
        {
            throw new EvaluationException(
                $"'{results.Folder}' holds no results that the repository takes", "it takes embedding tasks");
        }

        var root = Path.Combine(output, "results");
        var folder = new ResultStore(
            root, new ModelIdentity(results.Model, results.Revision), results.Experiment).Folder;
        var files = new Dictionary<string, byte[]>
        {
            [ResultFolder.Meta] = await MetaAsync(results, cancellation).ConfigureAwait(false),
        };
        foreach (var name in names)
        {
            // Not null: the document was read from there a moment ago.
            files[name + ".json"] =
                (await AtomicFile.ReadAsync(results.DocumentPaths[name], cancellation).ConfigureAwait(false))!;
        }

        await WriteAllAsync(folder, files, overwrites, cancellation).ConfigureAwait(false);
        await AddSettingsAsync(results.Folder, folder, names, cancellation).ConfigureAwait(false);
        string[] notes = left.Length == 0 ? [] : [$"generation tasks are left out: {string.Join(", ", left)}"];

        // The checks know the folders of revisions; an experiment lies deeper.
        var findings = results.Experiment is null ? ResultChecks.Check(folder, null, tasks).Findings : [];
        return new ExportedFolder(folder, names.Length, notes, findings);
    }

    private static bool IsGeneration(string name, IReadOnlyList<TaskDefinition> tasks) =>
        tasks.FirstOrDefault(task => task.Name == name) is GenerationTask;

    private static async Task<byte[]> MetaAsync(ResultSet results, CancellationToken cancellation)
    {
        var path = Path.Combine(results.Folder, ResultFolder.Meta);
        if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is { } bytes)
        {
            return bytes;
        }

        var known = new Scores
        {
            { "name", new ScoreValue.Text(results.Model) },
            { "revision", new ScoreValue.Text(results.Revision) },
        };
        return ModelMeta.Read(Encoding.UTF8.GetBytes(MtebJson.WriteLine(new ScoreValue.Map(known)))).ToBytes();
    }

    private static async Task WriteAllAsync(
        string folder, Dictionary<string, byte[]> files, bool overwrites, CancellationToken cancellation)
    {
        foreach (var (name, bytes) in overwrites ? [] : files)
        {
            var path = Path.Combine(folder, name);
            if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is { } there
                && !there.AsSpan().SequenceEqual(bytes))
            {
                throw new EvaluationException($"'{path}' is there and differs", "--overwrite replaces such files");
            }
        }

        foreach (var (name, bytes) in files)
        {
            await AtomicFile.WriteAsync(Path.Combine(folder, name), bytes).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the lines of the exported tasks to those that are there.</summary>
    private static async Task AddSettingsAsync(
        string from, string to, string[] tasks, CancellationToken cancellation)
    {
        async Task<IReadOnlyList<Scores>> ReadAsync(string folder)
        {
            var path = Path.Combine(folder, ResultFolder.Settings);
            var bytes = await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false);
            return RunSettings.Read(Encoding.UTF8.GetString(bytes ?? []));
        }

        var lines = await ReadAsync(from).ConfigureAwait(false);
        Scores[] own = [.. lines.Where(line => RunSettings.Scopes(line).Any(scope => tasks.Contains(scope.Task)))];
        if (own.Length > 0)
        {
            var merged = RunSettings.Merge(await ReadAsync(to).ConfigureAwait(false), own);
            await AtomicFile.WriteAsync(Path.Combine(to, ResultFolder.Settings), Encoding.ASCII.GetBytes(merged))
                .ConfigureAwait(false);
        }
    }
}
