using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_repositorys_folders_pass_its_checks_without_our_own_files()
    {
        var run = await Of("run", "sample", "--model", "baseline/hash", "--output", At("in"));
        Assert.Equal(0, run.ExitCode);
        _folder.WriteText($"in/baseline__hash/1/GenregText.json", """
            {"dataset_revision": "r", "task_name": "GenregText", "mteb_version": "2.20.0", "scores": {"test": []}}
            """);

        var export = await Of("export", At("in"), "--format", "mteb-results", "-o", At("out"));
        var check = await Of("results", "check", At("out"));

        Assert.Equal((0, $"6 results in {At("out", "results", "baseline__hash", "1")}"), (export.ExitCode, export.Output.Trim()));
        Assert.Contains("note     generation tasks are left out: GenregText", export.Error);
        Assert.DoesNotContain("warning", export.Error);
        Assert.Equal((0, "6 results in 1 folders pass"), (check.ExitCode, check.Output.Trim()));
        Assert.Equal(
            [
                "SampleClassification.json", "SampleClustering.json", "SamplePairClassification.json", "SampleReranking.json",
                "SampleRetrieval.json", "SampleSTS.json", "model_meta.json", "run_settings.jsonl",
            ],
            Directory.EnumerateFiles(At("out", "results", "baseline__hash", "1")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(
            File.ReadAllBytes(At("in", "baseline__hash", "1", "SampleSTS.json")),
            File.ReadAllBytes(At("out", "results", "baseline__hash", "1", "SampleSTS.json")));
    }

    [Fact]
    public async Task Results_of_old_get_folders_and_what_the_repository_will_say_is_a_warning()
    {
        Write("old/模型 \"甲\"/STSB.json", "0.5");

        var export = await Of("export", At("old"), "--format", "mteb-results", "-o", At("out"));

        Assert.Equal(0, export.ExitCode);
        Assert.Contains($"1 results in {At("out", "results", "模型_\"甲\"", "no_revision_available")}", export.Output);
        Assert.Contains("warning:", export.Error);
        Assert.Contains("expected org/name", export.Error);
        Assert.Contains("there is no run_settings.jsonl beside it", export.Error);
    }

    [Theory]
    [InlineData("mteb-results", "STSB.json' is there and differs")]
    [InlineData("csv", "out' is there and differs")]
    public async Task What_is_there_is_kept_unless_overwrite_is_given(string format, string message)
    {
        Write("in/org__m/1/STSB.json", "0.5");
        Assert.Equal(0, (await Of("export", At("in"), "--format", format, "-o", At("out"))).ExitCode);
        Assert.Equal(0, (await Of("export", At("in"), "--format", format, "-o", At("out"))).ExitCode);
        Write("in/org__m/1/STSB.json", "0.25");

        var second = await Of("export", At("in"), "--format", format, "-o", At("out"));
        var third = await Of("export", At("in"), "--format", format, "-o", At("out"), "--overwrite");

        Assert.Equal((1, 0), (second.ExitCode, third.ExitCode));
        Assert.Contains(message, second.Error);
    }

    [Fact]
    public async Task A_table_of_all_numbers_is_csv()
    {
        Write("in/org__m/1/STSB.json", "NaN");
        _folder.WriteText("in/org__m/1/a.json", """
            {"dataset_revision": "r", "task_name": "Ä, \"b\"", "scores": {"test": [
              {"n": 2, "x": 1e-05, "flag": true, "per_set": [1], "main_score": 0.1234567, "hf_subset": "zh-CN", "languages": []}]}}
            """);
        _folder.WriteText("in/org__m/1/cut.json", "{\"task_name\": \"BQ\", ");

        var run = await Of("export", At("in"), "--format", "csv");

        Assert.Equal(
            string.Join(
                '\n',
                "task,subset,split,metric,score",
                "STSB,default,test,main_score,nan",
                "\"Ä, \"\"b\"\"\",zh-CN,test,n,2.0",
                "\"Ä, \"\"b\"\"\",zh-CN,test,x,1e-05",
                "\"Ä, \"\"b\"\"\",zh-CN,test,main_score,0.123457",
                ""),
            run.Output);
        Assert.Contains("note     'cut.json' is left out, it is no task result", run.Error);
    }

    [Theory]
    [InlineData("pdf", "does not take 'pdf', expected mteb-results|mteb-readme|csv")]
    [InlineData("mteb-results", "'--output' is required")]
    public async Task A_wrong_call_is_a_usage_error(string format, string message)
    {
        var run = await Of("export", _folder.Path, "--format", format);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task An_empty_folder_is_said()
    {
        var run = await Of("export", _folder.Path, "--format", "csv");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("holds no results", run.Error);
    }

    private static Task<CliRun> Of(params string[] args) => CliRun.Of(args, Cancellation);

    private string At(params string[] parts) => _folder.At(parts);

    private void Write(string place, string score) => _folder.WriteText(place, $$"""
        {"dataset_revision": "r", "task_name": "STSB", "mteb_version": "2.20.0", "scores": {"test": [
          {"main_score": {{score}}, "hf_subset": "default", "languages": []}]}, "evaluation_time": 1}
        """);
}
