using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Egtlm.Eval.Results;

/// <summary>Reads and writes <c>run.json</c>: indented snake_case JSON with a final newline.</summary>
public static class RunManifestFile
{
    private const int SupportedVersion = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string PathIn(string resultFolder) => Path.Combine(resultFolder, "run.json");

    /// <summary>The manifest of a result folder, or null when there is none.</summary>
    /// <exception cref="EvaluationException">The file is not a manifest of this version.</exception>
    public static async Task<RunManifest?> ReadAsync(string resultFolder, CancellationToken cancellation)
    {
        var path = PathIn(resultFolder);
        if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<RunManifest>(bytes, s_options);
            return manifest?.Version == SupportedVersion
                ? manifest
                : throw new JsonException($"version {manifest?.Version} instead of {SupportedVersion}");
        }
        catch (JsonException error)
        {
            throw new EvaluationException(
                $"'{path}' is not a run manifest: {error.Message}",
                "delete or move the file, or pass --overwrite",
                error);
        }
    }

    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public static Task WriteAsync(string resultFolder, RunManifest manifest)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(manifest, s_options), (byte)'\n'];
        return AtomicFile.WriteAsync(PathIn(resultFolder), bytes);
    }
}
