using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class EncodeCommandTests : IDisposable
{
    private const int Dimension = 192; // of the sample model
    private const int HeaderBytes = 128;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vectors_are_written_a_row_per_line_and_do_not_depend_on_order()
    {
        var first = await NpyAsync("猫\n\nA man is playing a harp.\n", "a.npy");
        var second = await NpyAsync("A man is playing a harp.\r\n猫\r\n", "b.npy");

        Assert.Equal((3 * Dimension, 2 * Dimension), (first.Length, second.Length));
        Assert.Equal(1.0, Math.Sqrt(first[..Dimension].Sum(value => (double)value * value)), 1e-5);
        Assert.Equal(first[..Dimension], second[Dimension..], (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(first[(2 * Dimension)..], second[..Dimension], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public async Task Several_dimensions_are_a_file_each_of_length_one()
    {
        var whole = await NpyAsync("猫\n狗\n", "v.npy");

        var run = await Run("猫\n狗\n", "--input", "-", "--output", _folder.At("v.npy"), "--dimensions", "4,192");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{_folder.At("v.4.npy")}  2 × 4\n{_folder.At("v.192.npy")}  2 × 192\n", run.Output);
        Assert.Equal(whole, Values("v.192.npy"));
        var norm = Math.Sqrt(whole[..4].Sum(value => (double)value * value));
        Assert.Equal(
            whole[..4].Select(value => (float)(value / norm)), Values("v.4.npy")[..4], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public async Task Json_tells_prompt_profile_and_files()
    {
        var input = _folder.WriteText("q.jsonl", """{"_id": "q1", "text": "猫"}""");

        var run = await Run(
            "", "-i", input, "-o", _folder.At("q.parquet"), "--instruction", "Find it.", "--attention", "cccc", "--json");

        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("<|user|>\nFind it.\n<|embed|>\n", root.GetProperty("prompt").GetString());
        Assert.Equal("causal", root.GetProperty("profile").GetProperty("attention").GetString());
        Assert.Equal(1, root.GetProperty("texts").GetInt32());
        var file = Assert.Single(root.GetProperty("files").EnumerateArray());
        Assert.Equal(Dimension, file.GetProperty("dimension").GetInt32());
        Assert.True(File.Exists(file.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Few_texts_without_a_file_show_their_cosines()
    {
        var run = await Run("猫\n猫\na text that is far longer than a column\n", "--input", "-", "--dimensions", "8");

        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.Equal("cosine of 8 values", lines[0]);
        Assert.Equal("id  text                           0       1       2", lines[1]);
        Assert.StartsWith("0   猫                        1.0000  1.0000  ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("2   a text that is far long…  ", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("  1.0000", lines[4], StringComparison.Ordinal);
        Assert.Contains("prompt   '<|embed|>\\n'", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 texts, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instruction_of_a_task_is_for_its_role()
    {
        var query = await Run("猫\n", "-i", "-", "--task", "T2Retrieval", "--prompt-type", "query");
        var document = await Run("猫\n", "-i", "-", "--task", "T2Retrieval", "--prompt-type", "document");

        Assert.Contains(
            "prompt   '<|user|>\\nGiven a Chinese search query, retrieve web passages that answer the question\\n<|embed|>\\n'",
            query.Error,
            StringComparison.Ordinal);
        Assert.Contains("prompt   '<|embed|>\\n'", document.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "'--input' does not take 'a.csv'", "-i", "a.csv")]
    [InlineData(2, "'--output' does not take 'v.txt'", "-i", "-", "-o", "v.txt")]
    [InlineData(2, "'0' in '--dimensions'", "-i", "-", "--dimensions", "64,0")]
    [InlineData(2, "'' in '--dimensions'", "-i", "-", "--dimensions", "64,")]
    [InlineData(2, "mixed attention 'bc'", "-i", "-", "--attention", "bc")]
    [InlineData(2, "'--instruction' and '--task'", "-i", "-", "--task", "STSB", "--instruction", "a")]
    [InlineData(1, "vectors of 193 values were asked of 'model'", "-i", "-", "--dimensions", "193")]
    [InlineData(1, "there is no file 'none.txt'", "-i", "none.txt")]
    [InlineData(1, "there is no task 'STSBB'", "-i", "-", "--task", "STSBB")]
    [InlineData(1, "profile 'e5' has no place for instructions", "-i", "-", "--profile", "e5", "--instruction", "a")]
    [InlineData(1, "ends a text with '</e>'", "-i", "-", "--pooling", "lasttoken")]
    public async Task What_cannot_be_done_is_refused(int code, string message, params string[] args)
    {
        var run = await Run("猫\n", args);

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_texts_want_a_file()
    {
        var run = await Run(string.Concat(Enumerable.Repeat("猫\n", 21)), "-i", "-");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: no --output was given for more than 20 texts", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_line_after_a_good_piece_leaves_no_file()
    {
        var good = string.Concat(Enumerable.Repeat("{\"text\": \"猫\"}\n", 8192));
        var input = _folder.WriteText("a.jsonl", good + "{\"text\": 1}\n");

        var run = await Run("", "-i", input, "-o", _folder.At("v.npy"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.jsonl:8193: found the number 1", run.Error, StringComparison.Ordinal);
        Assert.Equal([input], Directory.GetFiles(_folder.Path));
    }

    private async Task<float[]> NpyAsync(string input, string name)
    {
        var run = await Run(input, "--input", "-", "--output", _folder.At(name), "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return Values(name);
    }

    private float[] Values(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_folder.At(name)).AsSpan(HeaderBytes)).ToArray();

    private static Task<CliRun> Run(string input, params string[] args) => CliRun.Of(
        ["encode", "--model", LoadedModel.SampleFolder, "--device", "cpu", .. args],
        TestContext.Current.CancellationToken,
        Encoding.UTF8.GetBytes(input));
}
