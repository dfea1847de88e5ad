using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Trends;

/// <summary><c>trend.jsonl</c>: the checkpoints of a training run, a line each, as they were evaluated.</summary>
public static class TrendFile
{
    public const string Name = "trend.jsonl";

    internal const int SupportedVersion = 1;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>All lines; none where there is no file. A last line that was torn off does not count.</summary>
    /// <exception cref="EvaluationException">
    /// The file cannot be read, or a line is not one of a trend; the message names it.
    /// </exception>
    public static async Task<IReadOnlyList<TrendLine>> ReadAsync(string path, CancellationToken cancellation)
    {
        var bytes = await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) ?? [];
        return [.. Parse(path, Encoding.UTF8.GetString(bytes)).Select(row => row.Line)];
    }

    /// <summary>Adds a line; what was torn off goes. A reader sees the file with the line or without it.</summary>
    /// <exception cref="EvaluationException">As <see cref="ReadAsync"/>, or the file cannot be written.</exception>
    public static async Task AppendAsync(string path, TrendLine line)
    {
        var bytes = await AtomicFile.ReadAsync(path, CancellationToken.None).ConfigureAwait(false) ?? [];
        var earlier = Parse(path, Encoding.UTF8.GetString(bytes)).Select(row => row.Text);
        var text = string.Concat(earlier.Append(Write(line)).Select(one => one + "\n"));
        await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
    }

    /// <summary>The line's JSON, without an end of line.</summary>
    public static string Write(TrendLine line) => JsonSerializer.Serialize(line, s_options);

    /// <summary>
    /// The last line of every checkpoint and revision (one that was tried again has several), by step; those without
    /// a step come last, by name.
    /// </summary>
    public static IReadOnlyList<TrendLine> Latest(IEnumerable<TrendLine> lines) =>
    [
        .. lines.GroupBy(line => (line.Checkpoint, line.Revision)).Select(group => group.Last())
            .OrderBy(line => line.Step ?? long.MaxValue)
            .ThenBy(line => line.Checkpoint, StringComparer.Ordinal),
    ];

    private static List<(string Text, TrendLine Line)> Parse(string path, string text)
    {
        var rows = new List<(string, TrendLine)>();
        var lines = text.Split('\n');
        foreach (var (place, line) in lines.Index().Where(one => one.Item.Trim().Length > 0))
        {
            try
            {
                rows.Add((line, Parse(line)));
            }
            catch (JsonException) when (place == lines.Length - 1)
            {
                // No end of line: whoever wrote it was cut off, and it is no whole JSON.
            }
            catch (JsonException error)
            {
                throw new EvaluationException(
                    FormattableString.Invariant($"{path}:{place + 1}: not a line of a trend: {error.Message}"),
                    "delete the line: its checkpoint is then evaluated again",
                    error);
            }
        }

        return rows;
    }

    private static TrendLine Parse(string line)
    {
        var read = JsonSerializer.Deserialize<TrendLine>(line, s_options);
        return read?.Version == SupportedVersion
            ? read
            : throw new JsonException(
                FormattableString.Invariant($"version {read?.Version}, expected {SupportedVersion}"));
    }
}
