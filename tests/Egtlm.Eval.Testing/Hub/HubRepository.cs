using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Egtlm.Eval.Testing.Hub;

/// <summary>A dataset repository that a test's server serves as the hub does.</summary>
public sealed class HubRepository(string dataset, string commit)
{
    private readonly SortedDictionary<string, (byte[] Content, bool IsLarge)> _files = new(StringComparer.Ordinal);

    public string Dataset => dataset;

    public string Commit => commit;

    /// <summary>Branches and tags beside <c>main</c> that stand for the commit.</summary>
    public IReadOnlyList<string> Branches { get; init; } = ["main"];

    /// <summary>Entries of a page of the tree.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Adds a file; a large one is kept in LFS and has a SHA-256.</summary>
    public HubRepository Add(string path, byte[] content, bool isLarge = true)
    {
        _files[path] = (content, isLarge);
        return this;
    }

    public HubRepository Add(string path, string text, bool isLarge = true) =>
        Add(path, Encoding.UTF8.GetBytes(text), isLarge);

    /// <summary>Answers the hub's API and file requests for this repository; anything else is not found.</summary>
    public ServerAnswer Answer(ServerRequest request)
    {
        var (path, query) = Cut(request.Target, '?');
        foreach (var revision in Branches.Append(commit))
        {
            var escaped = Uri.EscapeDataString(revision);
            if (path == $"/api/datasets/{dataset}/revision/{escaped}")
            {
                return ServerAnswer.Text(200, $$"""{"id": "{{dataset}}", "sha": "{{commit}}"}""");
            }

            if (path == $"/api/datasets/{dataset}/tree/{escaped}")
            {
                return Tree(path, query);
            }

            var files = $"/datasets/{dataset}/resolve/{escaped}/";
            if (path.StartsWith(files, StringComparison.Ordinal))
            {
                return File(Uri.UnescapeDataString(path[files.Length..]), request);
            }
        }

        return ServerAnswer.Error(404, path.Contains(dataset, StringComparison.Ordinal)
            ? "RevisionNotFound" : "RepoNotFound");
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

#pragma warning disable CA5350 // git's object ids are SHA-1.
    public static string GitBlobId(byte[] content)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0");
        return Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes(head), .. content]));
    }
#pragma warning restore CA5350

    private ServerAnswer File(string path, ServerRequest request)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            return ServerAnswer.Error(404, "EntryNotFound").With(("X-Repo-Commit", commit));
        }

        var etag = file.IsLarge ? Sha256(file.Content) : GitBlobId(file.Content);
        var length = file.Content.Length;
        var answer = request.From is not { } from ? new ServerAnswer(200, file.Content)
            : from >= length ? ServerAnswer.Error(416)
            : new ServerAnswer(206, file.Content[from..]).With(
                ("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{length - 1}/{length}")));
        return answer.With(
            ("X-Repo-Commit", commit), ("ETag", $"\"{etag}\""), ("X-Linked-Etag", $"\"{etag}\""));
    }

    private ServerAnswer Tree(string path, string query)
    {
        var page = query.Split("page=") is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
        var entries = _files.Skip(page * PageSize).Take(PageSize).Select(file => Entry(file.Key, file.Value));
        var answer = ServerAnswer.Text(200, JsonSerializer.Serialize(entries.Prepend(
            new { type = "directory", oid = new string('d', 40), size = 0, path = "data" })));
        return (page + 1) * PageSize >= _files.Count ? answer
            : answer.With(("Link", string.Create(
                CultureInfo.InvariantCulture,
                $"<https://huggingface.co{path}?recursive=true&expand=false&page={page + 1}>; rel=\"next\"")));
    }

    private static object Entry(string path, (byte[] Content, bool IsLarge) file) => file.IsLarge
        ? new
        {
            type = "file",
            oid = new string('e', 40),
            size = file.Content.Length,
            path,
            lfs = new { oid = Sha256(file.Content), size = file.Content.Length, pointerSize = 134 },
            xetHash = new string('a', 64),
        }
        : new { type = "file", oid = GitBlobId(file.Content), size = file.Content.Length, path };

    private static (string Before, string After) Cut(string text, char at) =>
        text.Split(at) is [var before, var after] ? (before, after) : (text, "");
}
