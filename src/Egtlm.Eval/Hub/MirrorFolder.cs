namespace Egtlm.Eval.Hub;

/// <summary>Finds the folder of a repository in a <c>file://</c> mirror.</summary>
internal static class MirrorFolder
{
    /// <summary>The folder with the files of a revision.</summary>
    /// <exception cref="EvaluationException">There is none, or it is a clone of another commit.</exception>
    public static string Find(string root, string dataset, string revision)
    {
        if (!Directory.Exists(root))
        {
            throw new EvaluationException(
                $"the mirror folder '{root}' is not there", "HF_ENDPOINT names it: file:///FOLDER");
        }

        DatasetCache.RequireSafe(revision);
        string[] repositories = [Inside(root, "datasets/" + dataset), Inside(root, dataset)];
        var named = repositories.Select(folder => Inside(folder, revision)).FirstOrDefault(Directory.Exists);
        return named ?? repositories.FirstOrDefault(folder => IsFlat(folder, dataset, revision))
            ?? throw NotFound(root, dataset, revision, repositories);
    }

    /// <summary>Whether a folder holds the files themselves, and not a folder for each revision.</summary>
    private static bool IsFlat(string folder, string dataset, string revision)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any()
            || Directory.EnumerateDirectories(folder).Any(inner => DatasetCache.IsCommit(Path.GetFileName(inner))))
        {
            return false;
        }

        return !DatasetCache.IsCommit(revision) || GitHead(folder) is not { } head || head == revision
            ? true
            : throw new EvaluationException(
                $"'{folder}' is a clone of '{dataset}' at commit '{head}', revision '{revision}' is needed",
                $"git -C {folder} checkout {revision}");
    }

    /// <summary>The commit that a clone has checked out; null where that is not plain to see.</summary>
    private static string? GitHead(string folder)
    {
        const string Reference = "ref: ";
        var head = Line(Path.Combine(folder, ".git", "HEAD"));
        var commit = head?.StartsWith(Reference, StringComparison.Ordinal) == true
            ? Line(Path.Combine(folder, ".git", head[Reference.Length..]))
            : head;
        return commit is not null && DatasetCache.IsCommit(commit) ? commit : null;
    }

    private static string? Line(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    private static string Inside(string folder, string path) => Path.Combine([folder, .. path.Split('/')]);

    private static EvaluationException NotFound(
        string root, string dataset, string revision, IEnumerable<string> repositories)
    {
        var others = repositories.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).Take(5).ToArray();
        return new EvaluationException(
            $"the mirror '{root}' has no revision '{revision}' of '{dataset}'"
            + (others.Length == 0 ? "" : $"; it has {string.Join(", ", others.Select(name => $"'{name}'"))}"),
            $"expected the files in '{Path.Combine(root, "datasets", dataset, revision)}'");
    }
}
