using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Egtlm.Eval.Results;

/// <summary>What the items of a task depend on; two files compare only where these agree.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Dataset">Digest of the data, see <see cref="DataRecord"/>; null where it is not known.</param>
/// <param name="Template">Digest of the chat template; null where none was used.</param>
/// <param name="Tokenizer">Digest of the tokenizer; null where the values do not depend on it.</param>
public sealed record ItemHeader(string Task, string? Dataset = null, string? Template = null, string? Tokenizer = null)
{
    public int Version { get; init; } = ItemFile.SupportedVersion;
}

/// <summary>The values of one item of a split and subset.</summary>
/// <param name="Item">Id or number of the item, unique in its split and subset.</param>
/// <param name="Cluster">What is drawn as one: a document, question, subject or query.</param>
/// <param name="Values">Metric or weight → value, such as <c>nll</c>, <c>tokens</c> and <c>bytes</c>.</param>
public sealed record ItemRow(
    string Split, string Subset, string Item, string Cluster, IReadOnlyDictionary<string, double> Values);

/// <summary><c>TASK.items.jsonl</c>: the values behind a result document, for paired comparisons.</summary>
/// <remarks>The header is the first line, every item a line after it.</remarks>
public sealed record ItemFile(ItemHeader Header, IReadOnlyList<ItemRow> Rows)
{
    internal const int SupportedVersion = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The file with these rows in place of those of the same split and subset.</summary>
    public ItemFile With(string split, string subset, IEnumerable<ItemRow> rows) => this with
    {
        Rows = [.. Rows.Where(row => row.Split != split || row.Subset != subset), .. rows],
    };

    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public Task WriteAsync(string path)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(Header, s_options)).Append('\n');
        foreach (var row in Rows)
        {
            text.Append(JsonSerializer.Serialize(row, s_options)).Append('\n');
        }

        return AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Reads a file; null when there is none.</summary>
    /// <exception cref="EvaluationException">It cannot be read, or is no such file; the message names the
    /// line.</exception>
    public static async Task<ItemFile?> ReadAsync(string path, CancellationToken cancellation)
    {
        if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var number = 0;
        try
        {
            var header = lines.Length == 0 ? null : JsonSerializer.Deserialize<ItemHeader>(lines[number++], s_options);
            if (header?.Version != SupportedVersion)
            {
                throw new JsonException($"version {header?.Version}, expected {SupportedVersion}");
            }

            var rows = new List<ItemRow>(lines.Length);
            while (number < lines.Length)
            {
                rows.Add(JsonSerializer.Deserialize<ItemRow>(lines[number++], s_options)
                    ?? throw new JsonException("null instead of an item"));
            }

            return new ItemFile(header, rows);
        }
        catch (JsonException error)
        {
            throw new EvaluationException(
                FormattableString.Invariant($"{path}:{Math.Max(number, 1)}: not an item of a task: {error.Message}"),
                "score the task again with --overwrite",
                error);
        }
    }
}
