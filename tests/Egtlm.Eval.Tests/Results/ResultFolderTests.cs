using System.Diagnostics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

/// <summary>Folders as mteb 1.x, mteb 2.x, the public repository and this program leave them.</summary>
public sealed class ResultFolderTests : IDisposable
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_revision_of_mteb_2_is_named_by_its_meta_file()
    {
        Write($"results/org__model/{Sha}/STSB.json", "STSB", 0.5);
        Write($"results/org__model/{Sha}/LCQMC.json", "LCQMC", 0.25);
        _folder.WriteText($"results/org__model/{Sha}/model_meta.json", """{"name": "org/model", "revision": "r1"}""");

        var set = await LoadAsync();

        Assert.Equal(("org/model", "r1", null), (set.Model, set.Revision, set.Experiment));
        Assert.Equal(["LCQMC", "STSB"], set.Documents.Keys);
        Assert.Equal(0.5, set.Documents["STSB"].Find("test", "default")!.MainScore);
        Assert.Empty(set.Notes);
        Assert.Null(set.Manifest);
    }

    [Fact]
    public async Task Flat_files_of_mteb_1_are_named_by_their_folder_and_get_todays_names()
    {
        _folder.WriteText("results/org__model/CMedQAv1.json", """
            {"dataset_revision": null, "mteb_dataset_name": "CMedQAv1", "mteb_version": "1.1.0", "test": {"map": 0.75}}
            """);
        _folder.WriteText("results/org__model/AmazonReviewsClassification.json", """
            {"mteb_dataset_name": "AmazonReviewsClassification", "mteb_version": "1.1.1",
             "test": {"zh": {"accuracy": 0.5, "main_score": 0.5}, "evaluation_time": 3}}
            """);

        var set = await LoadAsync();

        Assert.Equal("org/model@no_revision_available", set.Label);
        Assert.Equal(0.75, set.Documents["CMedQAv1-reranking"].Find("test", "default")!.MainScore);
        Assert.Equal(0.5, set.Documents["AmazonReviewsClassification"].Find("test", "zh")!.MainScore);
    }

    [Theory]
    [InlineData("org__model/external", "org/model@external")]
    [InlineData("org__model/main", "org/model@main")]
    [InlineData("model/no_revision_available", "model@no_revision_available")]
    [InlineData("model/0123456789ab", "model@0123456789ab")]
    [InlineData("模型 \"甲\"", "模型 \"甲\"@no_revision_available")]
    [InlineData("org__model/main/experiments/embed_dim_64", "org/model@main (embed_dim_64)")]
    public async Task Without_a_meta_file_the_folders_name_the_model(string place, string label)
    {
        Write($"{place}/STSB.json", "STSB", 0.5);

        Assert.Equal(label, (await LoadAsync()).Label);
    }

    [Fact]
    public async Task Items_and_manifest_of_ours_are_found_and_other_files_of_ours_are_no_results()
    {
        Write("m__x/r1/STSB.json", "STSB", 0.5);
        _folder.WriteText("m__x/r1/STSB.items.jsonl", "{}\n");
        _folder.WriteText("m__x/r1/gate.json", "{}");
        _folder.WriteText("m__x/r1/run_settings.jsonl", "{}");
        _folder.WriteText("m__x/r1/run.json", """
            {"version": 1, "made_by": "egtlm-eval 0.1.0", "protocol": "mteb 2.20.0",
             "environment": {"commit": null, "dotnet": "10", "os": "Linux", "device": "cpu", "dtype": "float32"},
             "model": {"name": "m/x", "revision": "r9", "description": {}, "profile": {}}, "tasks": []}
            """);

        var set = await LoadAsync();

        Assert.Equal("m/x@r9", set.Label);
        Assert.Equal("mteb 2.20.0", set.Manifest?.Protocol);
        Assert.Equal(_folder.At("m__x", "r1", "STSB.items.jsonl"), set.ItemPaths["STSB"]);
        Assert.Empty(set.Notes);
    }

    [Fact]
    public async Task Damaged_files_are_left_out_and_said()
    {
        Write("m__x/r1/STSB.json", "STSB", 0.5);
        _folder.WriteText("m__x/r1/LCQMC.json", """{"task_name": "LCQMC", "scores": {"test": [{"main_sc""");
        _folder.WriteText("m__x/r1/notes.json", "{\"a\": 1}");
        _folder.WriteText("m__x/r1/empty.json", "");
        _folder.WriteText("m__x/r1/run.json", "{\"version\": 7");
        _folder.WriteText("m__x/r1/model_meta.json", "{\"name\"");

        var set = await LoadAsync();

        Assert.Equal(["STSB"], set.Documents.Keys);
        Assert.Equal("m/x@r1", set.Label);
        Assert.Equal(5, set.Notes.Count);
        Assert.Contains(set.Notes, note => note.StartsWith(
            "'LCQMC.json' is left out, it is no task result: line 1, column 5", StringComparison.Ordinal));
        Assert.Contains(set.Notes, note => note.Contains("is not a run manifest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_NaN_is_a_score_that_is_not_there()
    {
        _folder.WriteText("m/STSB.json", """
            {"dataset_revision": "r", "task_name": "STSB", "mteb_version": "2.20.0", "scores": {"test": [
              {"main_score": NaN, "hf_subset": "default", "languages": []}]}, "evaluation_time": 1}
            """);

        Assert.Equal(double.NaN, (await LoadAsync()).Documents["STSB"].Find("test", "default")!.MainScore);
    }

    [Fact]
    public async Task Of_two_files_of_a_task_the_one_of_its_name_counts()
    {
        Write("m/A copy.json", "STSB", 0.25);
        Write("m/STSB.json", "STSB", 0.5);
        Write("m/STSB.old.json", "STSB", 0.75);

        var set = await LoadAsync();

        Assert.Equal(0.5, set.Documents["STSB"].Find("test", "default")!.MainScore);
        Assert.Equal(
            [
                "'A copy.json' is left out: 'STSB.json' is a result of 'STSB' too",
                "'STSB.old.json' is left out: 'STSB.json' is a result of 'STSB' too",
            ],
            set.Notes);
    }

    [Fact]
    public async Task Several_models_are_refused_by_name_and_one_of_them_is_taken()
    {
        Write("results/a__x/r1/STSB.json", "STSB", 0.5);
        Write("results/a__x/r1/experiments/embed_dim_64/STSB.json", "STSB", 0.25);
        Write("results/b/STSB.json", "STSB", 0.75);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => LoadAsync());

        Assert.EndsWith(
            "holds the results of 3 models: results/a__x/r1, results/a__x/r1/experiments/embed_dim_64, results/b",
            error.Message);
        Assert.Equal("a/x@r1", (await LoadAsync("results/a__x/r1/")).Label);
        Assert.Equal("b@no_revision_available", (await LoadAsync("results/b")).Label);
    }

    [Fact]
    public async Task Nothing_is_refused_with_what_was_expected()
    {
        _folder.WriteText("model/config.json", "{}");
        _folder.WriteText("file.txt", "");

        Assert.Contains("holds no results", (await Assert.ThrowsAsync<EvaluationException>(() => LoadAsync())).Message);
        Assert.Contains(
            "is a file", (await Assert.ThrowsAsync<EvaluationException>(() => LoadAsync("file.txt"))).Message);
        Assert.Contains(
            "there is no folder", (await Assert.ThrowsAsync<EvaluationException>(() => LoadAsync("none"))).Message);
    }

    [Fact]
    public void Two_hundred_folders_are_found_at_once_without_links_and_hidden_ones()
    {
        for (var i = 0; i < 200; i++)
        {
            Write(FormattableString.Invariant($"results/org__m{i:D3}/{Sha}/STSB.json"), "STSB", 0.5);
        }

        Write(".trash/org__m/r1/STSB.json", "STSB", 0.5);
        Directory.CreateSymbolicLink(_folder.At("results", "latest"), _folder.At("results", "org__m000"));
        Directory.CreateSymbolicLink(_folder.At("results", "loop"), _folder.Path);
        var clock = Stopwatch.StartNew();

        var found = ResultFolder.Find(_folder.Path);

        Assert.Equal(200, found.Count);
        Assert.Equal($"results/org__m000/{Sha}", found[0].Name);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    private Task<ResultSet> LoadAsync(string place = "") => ResultFolder.LoadAsync(
        _folder.At(place), BuiltInTasks.Catalog.Tasks, TestContext.Current.CancellationToken);

    private void Write(string place, string task, double score) => _folder.WriteText(place, $$"""
        {"dataset_revision": "r", "task_name": "{{task}}", "mteb_version": "2.20.0", "scores": {"test": [
          {"main_score": {{FormattableString.Invariant($"{score}")}}, "hf_subset": "default", "languages": []}]},
         "evaluation_time": 1}
        """);
}
