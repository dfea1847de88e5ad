using System.Runtime.InteropServices;
using System.Text;
using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;
using Parquet;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class VectorFileTests : IDisposable
{
    private static readonly TextItem[] Items = [new("d1", "猫"), new("d2", ""), new("x\"y", "😀\nz")];
    private static readonly Matrix<float> Vectors = new([1, -2.5f, 0, 1e-30f, float.MaxValue, 6], 3, 2);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Npy_is_a_padded_header_and_the_values()
    {
        var path = await WriteAsync("out/v.npy", pieces: 2);

        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0], bytes[..10]);
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (6, 2), }";
        Assert.Equal(header.PadRight(117) + "\n", Encoding.ASCII.GetString(bytes[10..128]));
        Assert.Equal(
            [.. Vectors.Values, .. Vectors.Values], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(128)).ToArray());
        Assert.Equal([path], Directory.GetFiles(_folder.At("out")));
    }

    [Fact]
    public async Task Parquet_holds_ids_texts_and_lists_of_floats()
    {
        var path = await WriteAsync("v.parquet", pieces: 2);

        await using var reader = await ParquetReader.CreateAsync(path, null, Cancellation);
        Assert.Equal(["id", "text", "embedding/list/element"], reader.Schema.DataFields.Select(field => field.Path.ToString()));
        Assert.Equal(2, reader.RowGroupCount);
        using var group = reader.OpenRowGroupReader(1);
        Assert.Equal(3, group.RowCount);
        var (ids, texts) = (new string?[3], new string?[3]);
        await group.ReadAsync(reader.Schema.DataFields[0], ids.AsMemory(), null, Cancellation);
        await group.ReadAsync(reader.Schema.DataFields[1], texts.AsMemory(), null, Cancellation);
        Assert.Equal(Items, ids.Zip(texts, (id, text) => new TextItem(id ?? "null", text ?? "null")));
        var (values, definitions, repetitions) = (new float[6], new int[6], new int[6]);
        await group.ReadRawAsync<float>(
            reader.Schema.DataFields[2], values, definitions.AsMemory(), repetitions.AsMemory(), Cancellation);
        Assert.Equal(Vectors.Values, values);
        Assert.Equal([0, 1, 0, 1, 0, 1], repetitions);
    }

    [Theory]
    [InlineData("v.npy")]
    [InlineData("v.parquet")]
    public async Task File_that_is_not_completed_leaves_nothing_behind(string name)
    {
        var path = _folder.WriteText(name, "earlier");

        await using (var file = VectorFiles.Create(path, 2))
        {
            await file.AddAsync(Items, Vectors, Cancellation);
        }

        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        Assert.Equal("earlier", await File.ReadAllTextAsync(path, Cancellation));
    }

    [Theory]
    [InlineData("v.npy")]
    [InlineData("v.parquet")]
    public async Task File_without_rows_is_whole(string name)
    {
        var path = _folder.At(name);

        await using (var file = VectorFiles.Create(path, 2))
        {
            await file.CompleteAsync();
        }

        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Unknown_kind_and_unwritable_place_are_refused()
    {
        var file = _folder.WriteText("file", "");

        var kind = Assert.Throws<EvaluationException>(() => VectorFiles.Create("v.csv", 2));
        Assert.Equal("expected a name that ends in .npy or .parquet", kind.Hint);
        Assert.Throws<EvaluationException>(() => VectorFiles.Create(Path.Combine(file, "v.npy"), 2));
        Directory.CreateDirectory(_folder.At("dir.npy"));
        var folder = Assert.Throws<EvaluationException>(() => VectorFiles.Create(_folder.At("dir.npy"), 2));
        Assert.Contains("it is a folder", folder.Message, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, int pieces)
    {
        var path = _folder.At(name);
        await using var file = VectorFiles.Create(path, 2);
        for (var i = 0; i < pieces; i++)
        {
            await file.AddAsync(Items, Vectors, Cancellation);
        }

        await file.CompleteAsync();
        return path;
    }
}
