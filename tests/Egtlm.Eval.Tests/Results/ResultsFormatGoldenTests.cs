using System.Text;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

/// <summary>Files that mteb wrote, read into our records and written back: byte for byte.</summary>
public sealed class ResultsFormatGoldenTests
{
    private static readonly string[] s_folder = ["goldens", "stages", "results_format"];

    [Fact]
    public void Every_task_result_is_written_back_byte_for_byte() => CheckFiles(
        path => path.EndsWith(".json", StringComparison.Ordinal) && Path.GetFileName(path) is not "model_meta.json",
        bytes => TaskResultDocument.ToBytes(TaskResultDocument.Read(bytes)));

    [Fact]
    public void Model_meta_is_written_back_byte_for_byte() => CheckFiles(
        path => Path.GetFileName(path) is "model_meta.json",
        bytes => ModelMeta.Read(bytes).ToBytes());

    [Fact]
    public void Run_settings_are_written_back_byte_for_byte() => CheckFiles(
        path => path.EndsWith("run_settings.jsonl", StringComparison.Ordinal),
        bytes => Encoding.UTF8.GetBytes(RunSettings.Merge(RunSettings.Read(Encoding.UTF8.GetString(bytes)), [])));

    [Fact]
    public void Unrounded_scores_become_the_bytes_of_the_file()
    {
        using var index = SharedFolder.Json([.. s_folder, "index.json"]);
        var inputs = index.RootElement.GetProperty("to_disk_input").EnumerateObject().ToArray();

        Assert.NotEmpty(inputs);
        foreach (var input in inputs)
        {
            var expected = File.ReadAllBytes(SharedFolder.Path([.. s_folder, "to_disk", input.Name + ".json"]));
            StageGolden.Check(input.Name, () =>
            {
                var document = TaskResultDocument.Read(expected);
                var first = document.Splits[0];
                var metrics = ((ScoreValue.Map)MtebJsonReader.Read(input.Value.GetRawText())).Items;
                Scores values = [.. metrics.Select(item => KeyValuePair.Create(item.Key, Numeric(item.Value)))];
                values.AddRange(first.Subsets[0].Values.Where(item => metrics.Find(item.Key) is null));

                var written = TaskResultDocument.ToBytes(document with
                {
                    Splits = [first with { Subsets = [new SubsetResult(values)] }, .. document.Splits.Skip(1)],
                });

                Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(written));
            });
        }
    }

    [Fact]
    public void Run_settings_are_merged_step_by_step_as_mteb_does()
    {
        using var golden = SharedFolder.Json([.. s_folder, "run_settings_merge", "steps.json"]);
        var steps = golden.RootElement.GetProperty("steps").EnumerateArray().ToArray();

        Assert.NotEmpty(steps);
        var file = "";
        for (var i = 0; i < steps.Length; i++)
        {
            var added = steps[i].GetProperty("entries").EnumerateArray()
                .Select(entry => ((ScoreValue.Map)MtebJsonReader.Read(entry.GetRawText())).Items);
            file = RunSettings.Merge(RunSettings.Read(file), added);
            var expected = steps[i].GetProperty("file_after").GetString();
            StageGolden.Check($"step {i + 1}", () => Assert.Equal(expected, file));
        }
    }

    /// <summary>The golden's input is strict JSON: it spells NaN and infinities as strings.</summary>
    private static ScoreValue Numeric(ScoreValue value) =>
        value is ScoreValue.Text { Value: "NaN" or "Infinity" or "-Infinity" } text
            ? MtebJsonReader.Read(text.Value)
            : value;

    private static void CheckFiles(Func<string, bool> isWanted, Func<byte[], byte[]> rewrite)
    {
        using var index = SharedFolder.Json([.. s_folder, "index.json"]);
        string[] paths =
        [
            .. index.RootElement.GetProperty("files").EnumerateArray()
                .Select(file => file.GetProperty("path").GetString()!)
                .Where(path => path.StartsWith("results/", StringComparison.Ordinal)
                    || path.StartsWith("to_disk/", StringComparison.Ordinal))
                .Where(isWanted),
        ];

        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            var expected = File.ReadAllBytes(SharedFolder.Path([.. s_folder, .. path.Split('/')]));
            StageGolden.Check(path, () =>
                Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(rewrite(expected))));
        }
    }
}
