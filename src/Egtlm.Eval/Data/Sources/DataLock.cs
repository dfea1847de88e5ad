using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data.Sources;

/// <summary>The items of one part of a task.</summary>
public sealed record LockedPart(string Task, ItemCount Items);

/// <summary>A lock file: which data some tasks read, so that another machine can prove that it reads the
/// same.</summary>
public sealed record DataLock
{
    private const int SupportedVersion = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    public int Version { get; init; } = SupportedVersion;

    public required string MadeBy { get; init; }

    public required IReadOnlyList<DatasetDigest> Datasets { get; init; }

    public required IReadOnlyList<LockedPart> Parts { get; init; }

    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public Task WriteAsync(string path) =>
        AtomicFile.WriteAsync(path, (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(this, s_options), (byte)'\n']);

    /// <exception cref="EvaluationException">There is no such file, or it is no lock file of this version.</exception>
    public static async Task<DataLock> ReadAsync(string path, CancellationToken cancellation)
    {
        var bytes = await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false)
            ?? throw new EvaluationException($"there is no lock file '{path}'", "egtlm-eval data lock writes one");
        try
        {
            var read = JsonSerializer.Deserialize<DataLock>(bytes, s_options);
            return read?.Version == SupportedVersion
                ? read
                : throw new JsonException($"version {read?.Version}, expected {SupportedVersion}");
        }
        catch (JsonException error)
        {
            throw new EvaluationException(
                $"'{path}' is not a lock file: {error.Message}", "write it again with egtlm-eval data lock", error);
        }
    }

    /// <summary>What is otherwise than the lock says of a dataset; none when it is the same, or not in the
    /// lock.</summary>
    public IReadOnlyList<string> Compare(DatasetDigest found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var expected = Datasets.FirstOrDefault(one => one.Dataset == found.Dataset && one.Revision == found.Revision);
        if (expected is null)
        {
            return [$"'{found.Dataset}' at '{found.Revision}' is not in the lock file"];
        }

        var locked = expected.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return
        [
            .. found.Files.Where(file => locked.GetValueOrDefault(file.Path) != file).Select(file =>
                locked.TryGetValue(file.Path, out var other)
                    ? $"'{found.Dataset}': '{file.Path}' has the SHA-256 {file.Sha256}, the lock says {other.Sha256}"
                    : $"'{found.Dataset}': '{file.Path}' is not in the lock file"),
        ];
    }
}
