using System.Text.Encodings.Web;
using System.Text.Json;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Caching;

/// <summary><c>space.json</c>: what the vectors beside it are, for people and for <c>cache ls</c>.</summary>
public sealed record SpaceFile
{
    internal const string FileName = "space.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Version of this file and of the segments beside it.</summary>
    public int Version { get; init; }

    public required string Model { get; init; }

    public required string Revision { get; init; }

    public required string Profile { get; init; }

    /// <summary>Values of a vector.</summary>
    public required int Dimension { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>See <see cref="VectorSpace.Facts"/>.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    internal static SpaceFile Of(VectorSpace space, DateTimeOffset created) => new()
    {
        Version = VectorSpace.FormatVersion,
        Model = space.Model,
        Revision = space.Revision,
        Profile = space.Profile,
        Dimension = space.Dimension,
        Created = created,
        Facts = new SortedDictionary<string, string>(space.Facts.ToDictionary(), StringComparer.Ordinal),
    };

    /// <summary>Reads the file of a space's folder.</summary>
    /// <param name="problem">Why it cannot be used; null where it can, or where there is none.</param>
    /// <returns>Null without a usable file.</returns>
    internal static SpaceFile? TryRead(string folder, out string? problem)
    {
        var path = Path.Combine(folder, FileName);
        problem = null;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version == VectorSpace.FormatVersion)
            {
                return document.Deserialize<SpaceFile>(s_options);
            }

            problem = FormattableString.Invariant(
                $"'{path}' has format version {version}, this program reads {VectorSpace.FormatVersion}");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IOException or UnauthorizedAccessException)
        {
            problem = $"'{path}' cannot be read: {error.Message}";
        }

        return null;
    }

    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    internal void Write(string folder)
    {
        using var file = new UnfinishedFile(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(file.Stream, this, s_options);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }
}
