using System.Globalization;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>Which folders of a training run are whole checkpoints by now.</summary>
/// <param name="settle">How long a folder must stay as it is.</param>
/// <param name="doneFile">A file that says that its folder is done, settled or not.</param>
internal sealed class CheckpointWatch(string directory, TimeSpan settle, string doneFile, TimeProvider time)
{
    // transformers' Trainer moves tmp-checkpoint-N to checkpoint-N; huggingface_hub writes *.incomplete.
    private static readonly string[] s_unfinishedStarts = [".", "tmp-", "tmp_", "_tmp"];
    private static readonly string[] s_unfinishedEnds = [".tmp", "-tmp", "_tmp", ".partial", ".incomplete"];

    private readonly Dictionary<string, (string State, long Since)> _seen = [];
    private readonly Dictionary<string, string> _done = [];

    /// <summary>The folders that are not done with, in the order of training.</summary>
    public IReadOnlyList<CheckpointFolder> Look()
    {
        try
        {
            var folders = new DirectoryInfo(directory).EnumerateDirectories().Where(folder => !IsAlias(folder));
            var seen = folders.Select(folder => Seen(folder.FullName)).OfType<CheckpointFolder>();
            return [.. CheckpointFolder.InOrder(seen)];
        }
        catch (IOException)
        {
            return []; // a shared disk that is gone for a while
        }
    }

    /// <summary>Leaves a folder out until something in it changes.</summary>
    public void Done(CheckpointFolder folder) => _done[folder.Path] = _seen[folder.Path].State;

    private CheckpointFolder? Seen(string path)
    {
        var name = Path.GetFileName(path);
        if (s_unfinishedStarts.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            || s_unfinishedEnds.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
        {
            return new CheckpointFolder(path, "its name is that of an unfinished folder", IsSettled: false);
        }

        if (StateOf(path) is not { } state || _done.GetValueOrDefault(path) == state)
        {
            return null;
        }

        if (!_seen.TryGetValue(path, out var earlier) || earlier.State != state)
        {
            _seen[path] = earlier = (state, time.GetTimestamp());
        }

        var isSettled = time.GetElapsedTime(earlier.Since) >= settle || File.Exists(Path.Combine(path, doneFile));
        return new CheckpointFolder(path, CheckpointFault.Of(path), isSettled);
    }

    /// <summary>Names, lengths and times of all files; null for a folder that has just gone.</summary>
    private static string? StateOf(string path)
    {
        try
        {
            return string.Join('\n', new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => string.Create(
                    CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
                .Order(StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A link such as <c>latest</c> to a folder beside it, which is seen under its own name.</summary>
    private static bool IsAlias(DirectoryInfo folder) =>
        folder.ResolveLinkTarget(returnFinalTarget: true) is { } target
        && Path.GetDirectoryName(target.FullName) == Path.GetDirectoryName(folder.FullName);
}
