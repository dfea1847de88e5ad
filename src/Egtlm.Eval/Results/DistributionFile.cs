using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;

namespace Egtlm.Eval.Results;

/// <summary>What kept distributions depend on.</summary>
/// <param name="Task">The task that kept them.</param>
/// <param name="Model"><c>name@revision</c>.</param>
/// <param name="Dataset">Digest of the data, see <see cref="DataRecord"/>; null where it is not known.</param>
/// <param name="Tokenizer">Digest of the tokenizer; null where the model has no file of it.</param>
public sealed record DistributionHeader(string Task, string Model, string? Dataset, string? Tokenizer);

/// <summary>A window of a text, with the distribution in front of each of its tokens.</summary>
/// <param name="Context">Ids that are read before <paramref name="Tokens"/>.</param>
/// <param name="Next">One for each of <paramref name="Tokens"/>; all keep as many tokens.</param>
public sealed record KeptWindow(
    string Split,
    string Subset,
    string Item,
    string Cluster,
    IReadOnlyList<int> Context,
    IReadOnlyList<int> Tokens,
    IReadOnlyList<NextToken> Next);

/// <summary><c>TASK.top64</c>: next-token distributions of one model, which others are held against.</summary>
/// <remarks>
/// The first line is JSON: the header and the windows with their ids. After it, for each token of each window,
/// little-endian: the kept ids (int32), ln p of each, of all other tokens together and of the token that follows
/// (float32): 520 bytes a token with 64 kept.
/// </remarks>
public sealed record DistributionFile(DistributionHeader Header, IReadOnlyList<KeptWindow> Windows)
{
    internal const int SupportedVersion = 1;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>The file with these windows in place of those of the same split and subset.</summary>
    public DistributionFile With(string split, string subset, IEnumerable<KeptWindow> windows) => this with
    {
        Windows = [.. Windows.Where(one => one.Split != split || one.Subset != subset), .. windows],
    };

    /// <summary>SHA-256 of a file's content, lower-case hex: what a drift was measured from.</summary>
    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The file's content.</summary>
    public byte[] ToBytes()
    {
        var kept = Windows.Count == 0 ? 0 : Windows[0].Next[0].Kept.Ids.Count;
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(
            stream,
            new FirstLine(SupportedVersion, Header, kept, [.. Windows.Select(WindowIds.Of)]),
            s_options);
        stream.WriteByte((byte)'\n');
        var row = new byte[BytesOf(kept)];
        foreach (var next in Windows.SelectMany(window => window.Next))
        {
            Write(row, next);
            stream.Write(row);
        }

        return stream.ToArray();
    }

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="FormatException">It is damaged, or of another version.</exception>
    public static DistributionFile Read(ReadOnlySpan<byte> content)
    {
        var line = content[..Math.Max(0, content.IndexOf((byte)'\n'))];
        FirstLine? first;
        try
        {
            first = JsonSerializer.Deserialize<FirstLine>(line, s_options);
        }
        catch (JsonException error)
        {
            throw new FormatException($"the first line is not that of kept distributions: {error.Message}", error);
        }

        if (first is not { Version: SupportedVersion, Kept: >= 0, Header: not null, Windows: not null })
        {
            throw new FormatException($"version {first?.Version}, expected {SupportedVersion}");
        }

        var body = content[(line.Length + 1)..];
        var expected = first.Windows.Sum(window => (long)window.Tokens.Length) * BytesOf(first.Kept);
        if (body.Length != expected)
        {
            throw new FormatException(
                $"{body.Length} bytes of distributions, the first line speaks of {expected}: the file is cut short");
        }

        var windows = new List<KeptWindow>();
        foreach (var window in first.Windows)
        {
            var next = new NextToken[window.Tokens.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = Next(body[..BytesOf(first.Kept)], first.Kept);
                body = body[BytesOf(first.Kept)..];
            }

            windows.Add(window.With(next));
        }

        return new DistributionFile(first.Header, windows);
    }

    private static int BytesOf(int kept) => (2 * sizeof(int) * kept) + (2 * sizeof(float));

    private static void Write(Span<byte> row, NextToken next)
    {
        var kept = next.Kept;
        for (var i = 0; i < kept.Ids.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row[(4 * i)..], kept.Ids[i]);
            BinaryPrimitives.WriteSingleLittleEndian(row[(4 * (kept.Ids.Count + i))..], (float)kept.LogProbabilities[i]);
        }

        BinaryPrimitives.WriteSingleLittleEndian(row[^8..], (float)kept.Rest);
        BinaryPrimitives.WriteSingleLittleEndian(row[^4..], (float)next.LogProbability);
    }

    private static NextToken Next(ReadOnlySpan<byte> row, int kept)
    {
        var (ids, values) = (new int[kept], new double[kept]);
        for (var i = 0; i < kept; i++)
        {
            ids[i] = BinaryPrimitives.ReadInt32LittleEndian(row[(4 * i)..]);
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(row[(4 * (kept + i))..]);
        }

        var rest = BinaryPrimitives.ReadSingleLittleEndian(row[^8..]);
        var actual = BinaryPrimitives.ReadSingleLittleEndian(row[^4..]);
        return new NextToken(actual, kept == 0 ? -1 : ids[0], new TopTokens(ids, values, rest));
    }

    private sealed record FirstLine(int Version, DistributionHeader Header, int Kept, WindowIds[] Windows);

    private sealed record WindowIds(
        string Split, string Subset, string Item, string Cluster, int[] Context, int[] Tokens)
    {
        public static WindowIds Of(KeptWindow window) => new(
            window.Split, window.Subset, window.Item, window.Cluster, [.. window.Context], [.. window.Tokens]);

        public KeptWindow With(NextToken[] next) => new(Split, Subset, Item, Cluster, Context, Tokens, next);
    }
}
