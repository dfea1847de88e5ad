using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Architectures;

/// <summary>One folder of goldens/models: a checkpoint and what transformers makes of it.</summary>
internal sealed record ModelGolden(string Name, string Directory, JsonElement Expected)
{
    /// <summary>
    /// Folders that hold backbone goldens; sentence-transformers folders (texts, poolings) belong to other tests.
    /// </summary>
    public static IReadOnlyList<ModelGolden> All()
    {
        ModelGolden[] goldens =
        [
            .. System.IO.Directory.EnumerateDirectories(SharedFolder.Path("goldens", "models"))
                .Order(StringComparer.Ordinal)
                .Select(directory => new ModelGolden(Path.GetFileName(directory), directory, Read(directory)))
                .Where(golden => golden.Expected.TryGetProperty("batches", out _)
                    || golden.Expected.TryGetProperty("same_as", out _)),
        ];
        Assert.NotEmpty(goldens);
        return goldens;
    }

    /// <summary>Batches to run, those of the checkpoint this one equals included.</summary>
    public IReadOnlyList<BatchGolden> Batches()
    {
        JsonElement[] batches = [.. Source().GetProperty("batches").EnumerateArray()];
        Assert.NotEmpty(batches);
        return [.. batches.SelectMany(batch => BatchGolden.Of(batch, batches))];
    }

    /// <summary>The expected numbers, which another folder may hold.</summary>
    public JsonElement Source() => Expected.TryGetProperty("same_as", out var other)
        ? ParseFile(Path.Combine(Directory, other.GetString()!))
        : Expected;

    /// <summary>Copies of the folder under every equivalent spelling of config.json; the caller deletes them.</summary>
    public IEnumerable<string> EquivalentFolders()
    {
        if (!Expected.TryGetProperty("equivalent_configs", out var equivalent))
        {
            yield break;
        }

        foreach (var config in equivalent.GetProperty("configs").EnumerateArray())
        {
            var copy = System.IO.Directory.CreateTempSubdirectory("egtlm-config-").FullName;
            foreach (var weights in System.IO.Directory.EnumerateFiles(Directory, "*.safetensors*"))
            {
                File.CreateSymbolicLink(Path.Combine(copy, Path.GetFileName(weights)), weights);
            }

            File.WriteAllText(Path.Combine(copy, "config.json"), config.GetRawText());
            yield return copy;
        }
    }

    private static JsonElement Read(string directory)
    {
        var path = Path.Combine(directory, "golden.json");
        Assert.True(File.Exists(path), $"{directory} has no golden.json");
        return ParseFile(path);
    }

    private static JsonElement ParseFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}

/// <summary>A batch and its expected states: per row, per real token, the hidden vector.</summary>
internal sealed record BatchGolden(string Padding, TokenBatch Batch, bool IsCausal, float[][][] Hidden)
{
    /// <summary>A decoder batch is expected twice, causal and bidirectional; an encoder batch once.</summary>
    public static IEnumerable<BatchGolden> Of(JsonElement batch, IReadOnlyList<JsonElement> all)
    {
        var tokens = RightPadded(batch);
        var padding = batch.GetProperty("padding").GetString()!;
        var expected = batch.TryGetProperty("expect_rows_of_batch", out var other) ? all[other.GetInt32()] : batch;
        if (expected.TryGetProperty("last_hidden_state", out var only))
        {
            return [new BatchGolden(padding, tokens, false, States(only))];
        }

        return new[] { "causal", "bidirectional" }.Select(kind => new BatchGolden(
            padding, tokens, kind == "causal", States(expected.GetProperty(kind).GetProperty("last_hidden_state"))));
    }

    private static float[][][] States(JsonElement rows) => rows.Deserialize<float[][][]>()!;

    // Our batches are right padded whatever the golden's are: feed the real tokens.
    private static TokenBatch RightPadded(JsonElement batch)
    {
        var ids = Real(batch, "input_ids");
        var width = ids.Max(row => row.Length);
        var hasSegments = batch.TryGetProperty("token_type_ids", out _);
        return new TokenBatch(Flat(ids, width), [.. ids.Select(row => row.Length)], new int[ids.Length], width)
        {
            SegmentIds = hasSegments ? Flat(Real(batch, "token_type_ids"), width) : null,
        };
    }

    private static long[][] Real(JsonElement batch, string name)
    {
        var rows = batch.GetProperty(name).Deserialize<long[][]>()!;
        var mask = batch.GetProperty("attention_mask").Deserialize<long[][]>()!;
        return [.. rows.Zip(mask, (row, real) => row.Where((_, i) => real[i] == 1).ToArray())];
    }

    private static long[] Flat(long[][] rows, int width) =>
        [.. rows.SelectMany(row => row.Concat(new long[width - row.Length]))];
}
