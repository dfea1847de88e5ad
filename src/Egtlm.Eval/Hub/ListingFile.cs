using System.Text.Json;

namespace Egtlm.Eval.Hub;

/// <summary>The listing of a commit on disk, in the format of huggingface_hub's _tree_cache.py, version 1.</summary>
/// <remarks>
/// Both tools read and write it: <c>{"format_version": 1, "files": {PATH: {"size", "blob_id", "lfs_sha256", "lfs_size",
/// "xet_hash"}}}</c>. It tells an offline run whether a snapshot is complete.
/// </remarks>
internal static class ListingFile
{
    private const int Version = 1;

    /// <summary>Reads a listing; null where there is none, or one of another version.</summary>
    /// <exception cref="EvaluationException">The file is damaged or cannot be read.</exception>
    public static async Task<IReadOnlyList<HubFile>?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(
                await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false));
            var root = document.RootElement;
            return root.GetProperty("format_version").GetInt32() != Version ? null
                : Sorted(root.GetProperty("files").EnumerateObject().Select(Parse));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException(
                $"the listing '{path}' cannot be used: {error.Message}",
                "delete it and run once without --offline; it is written anew",
                error);
        }
    }

    /// <summary>Writes a listing whole.</summary>
    public static async Task WriteAsync(string path, IReadOnlyList<HubFile> files)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, IndentSize = 1 }))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", Version);
            json.WriteStartObject("files");
            foreach (var file in files)
            {
                Write(json, file);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        await CacheFiles.WriteAsync(path, buffer.ToArray()).ConfigureAwait(false);
    }

    /// <summary>By path, and each path checked to stay in its folder.</summary>
    public static IReadOnlyList<HubFile> Sorted(IEnumerable<HubFile> files)
    {
        HubFile[] sorted = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        foreach (var file in sorted)
        {
            DatasetCache.RequireSafe(file.Path);
        }

        return sorted;
    }

    private static HubFile Parse(JsonProperty entry) => new(
        entry.Name,
        Text(entry.Value, "lfs_sha256") is null
            ? entry.Value.GetProperty("size").GetInt64()
            : entry.Value.GetProperty("lfs_size").GetInt64(),
        Digests.Sha256(Text(entry.Value, "lfs_sha256")),
        Digests.GitBlobId(Text(entry.Value, "blob_id")),
        Text(entry.Value, "xet_hash"));

    private static void Write(Utf8JsonWriter json, HubFile file)
    {
        json.WriteStartObject(file.Path);
        json.WriteNumber("size", file.Size);
        json.WriteString("blob_id", file.GitBlobId);
        if (file.Sha256 is not null)
        {
            json.WriteString("lfs_sha256", file.Sha256);
            json.WriteNumber("lfs_size", file.Size);
        }

        if (file.XetHash is not null)
        {
            json.WriteString("xet_hash", file.XetHash);
        }

        json.WriteEndObject();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
