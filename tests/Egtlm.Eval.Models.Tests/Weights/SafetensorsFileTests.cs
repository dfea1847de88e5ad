using Egtlm.Eval.Models.Weights;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private const string File = "model.safetensors";
    private readonly TinyCheckpoint _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_well_formed_file_gives_names_shapes_and_bytes()
    {
        _folder.WriteRaw(File, """
            {"__metadata__": {"format": "pt"}, "b": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [4, 16]},
             "中文🦓": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}
            """, 16);

        using var file = SafetensorsFile.Open(_folder.PathOf(File));

        Assert.Equal(["b", "中文🦓"], file.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([2L, 3L], file.Entries["b"].Shape);
        var bytes = new byte[] { 1, 1, 1, 1, 1, 1, 1 };
        file.Copy(file.Entries["b"], 6, bytes.AsSpan(0, 6));
        file.Copy(file.Entries["b"], 12, []);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1], bytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Copy(file.Entries["b"], 6, bytes));
    }

    [Fact]
    public void A_file_with_no_header_is_truncated()
    {
        _folder.Write(File, "abc");

        Assert.Equal($"'{_folder.PathOf(File)}' is truncated: it has 3 bytes, not even a header", Message());
    }

    [Fact]
    public void An_empty_file_is_truncated()
    {
        _folder.Write(File, "");

        Assert.Equal($"'{_folder.PathOf(File)}' is truncated: it has 0 bytes, not even a header", Message());
    }

    [Fact]
    public void A_git_lfs_pointer_is_called_one()
    {
        _folder.Write(File, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 90868376\n");

        Assert.Equal($"'{_folder.PathOf(File)}' is a Git LFS pointer, not the weights", Message());
    }

    [Theory]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}", 12,
        "is truncated: its tensors need 16 bytes, 12 follow the header")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}", 20,
        "has 4 bytes behind its last tensor")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 12]}}", 12,
        "gives tensor 'a' the bytes 0 to 12, F32 of shape [4] does not fit them")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [-4], \"data_offsets\": [0, 16]}}", 16,
        "gives tensor 'a' the bytes 0 to 16, F32 of shape [-4] does not fit them")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [-4, 0]}}", 4,
        "gives tensor 'a' the bytes -4 to 0, F32 of shape [1] does not fit them")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4611686018427387905], \"data_offsets\": [0, 4]}}", 4,
        "gives tensor 'a' the bytes 0 to 4, F32 of shape [4611686018427387905] does not fit them")]
    [InlineData("{\"a\": {\"dtype\": \"Q4\", \"shape\": [4], \"data_offsets\": [0, 2]}}", 2,
        "stores tensor 'a' as 'Q4', which is not a known dtype")]
    [InlineData("{\"a\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]},"
        + " \"b\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [2, 6]}}", 6,
        "has a broken layout: tensor 'b' at byte 2 overlaps the one before it")]
    [InlineData("{\"a\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [2, 6]}}", 6,
        "has a broken layout: tensor 'a' at byte 2 leaves a hole before it")]
    [InlineData("{\"a\": {\"dtype\": \"U8\", \"shape\": [0], \"data_offsets\": [0, 0]},"
        + " \"a\": {\"dtype\": \"U8\", \"shape\": [0], \"data_offsets\": [0, 0]}}", 0,
        "names tensor 'a' twice")]
    public void A_lying_header_is_refused_by_tensor(string header, int dataBytes, string expected)
    {
        _folder.WriteRaw(File, header, dataBytes);

        Assert.Equal($"'{_folder.PathOf(File)}' {expected}", Message());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"a\": 3}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\"}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [\"x\"], \"data_offsets\": [0, 4]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0]}}")]
    [InlineData("{\"a\": {\"dtype\": \"U8\", \"shape\": [9223372036854775807, 9223372036854775807, 9],"
        + " \"data_offsets\": [0, 4]}}")]
    public void A_header_that_is_not_of_the_format_is_refused(string header)
    {
        _folder.WriteRaw(File, header, 4);

        Assert.StartsWith(
            $"'{_folder.PathOf(File)}' has a header that is not the JSON of a safetensors file: ",
            Message(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue, "announces a header of 9223372036854775807 bytes, the file has 8 bytes")]
    [InlineData(-1, "announces a header of 18446744073709551615 bytes, the file has 8 bytes")]
    [InlineData(1, "announces a header of 1 bytes, the file has 8 bytes")]
    public void A_lying_header_length_is_refused(long length, string expected)
    {
        System.IO.File.WriteAllBytes(_folder.PathOf(File), BitConverter.GetBytes(length));

        Assert.Equal($"'{_folder.PathOf(File)}' {expected}", Message());
    }

    private string Message() =>
        Assert.Throws<EvaluationException>(() => SafetensorsFile.Open(_folder.PathOf(File))).Message;
}
