using Egtlm.Eval.Results;
using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results.Checks;

public sealed class ResultChecksTests : IDisposable
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    private static readonly TaskCatalog s_catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

    private readonly TemporaryFolder _folder = new();

    public ResultChecksTests()
    {
        Write("org__model", Sha, "LCQMC", Document("LCQMC"));
        WriteMeta("org__model", Sha, "org/model", Sha);
        WriteSettings("org__model", Sha, Setting("LCQMC"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_that_mteb_wrote_pass()
    {
        var report = ResultChecks.Check(
            SharedFolder.Path("goldens", "stages", "results_format", "results"), null, s_catalog.Tasks);

        Assert.Empty(report.Findings);
        Assert.Equal((1, 8), (report.Folders, report.Files));
    }

    [Theory]
    [InlineData("")]
    [InlineData("org__model")]
    [InlineData("org__model/" + Sha)]
    public void A_root_a_model_and_a_revision_may_be_named(string below)
    {
        var report = ResultChecks.Check(_folder.At(below), null, s_catalog.Tasks);

        Assert.Empty(report.Findings);
        Assert.Equal((1, 1), (report.Folders, report.Files));
        Assert.Contains("registered in mteb", Assert.Single(report.Notes));
    }

    [Fact]
    public void A_checkout_of_the_repository_is_understood()
    {
        using var checkout = new TemporaryFolder();
        Directory.Move(_folder.At("org__model"), Path.Combine(Directory.CreateDirectory(checkout.At("results")).FullName, "org__model"));

        Assert.Equal(1, ResultChecks.Check(checkout.Path, null, s_catalog.Tasks).Files);
    }

    [Fact]
    public void Our_own_files_pass_but_for_the_digest_of_a_local_folder()
    {
        Write("local", "7e4a686526d1", "BQ", Document("BQ"));
        WriteMeta("local", "7e4a686526d1", "local", "7e4a686526d1");
        WriteSettings("local", "7e4a686526d1", Setting("BQ"));

        var findings = Findings();

        Assert.Equal(
            ["'name' is 'local', expected org/name",
                "'revision' is '7e4a686526d1', expected a commit of 40 hex digits or one character"],
            findings.Select(finding => finding.Message));
        Assert.All(findings, finding => Assert.Contains("--name org/name --revision SHA", finding.Hint));
    }

    [Fact]
    public void The_manifest_is_named_as_not_for_the_repository()
    {
        _folder.WriteText($"org__model/{Sha}/run.json", "{}");

        var report = ResultChecks.Check(_folder.Path, null, s_catalog.Tasks);

        Assert.Empty(report.Findings);
        Assert.Contains("leave run.json out", report.Notes[0]);
    }

    [Theory]
    [InlineData("no_revision_available")]
    [InlineData("external")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567")]
    public void A_revision_is_a_commit_or_one_character(string revision)
    {
        Write("org__other", revision, "BQ", Document("BQ"));
        WriteMeta("org__other", revision, "org/other", revision);
        WriteSettings("org__other", revision, Setting("BQ"));

        Assert.StartsWith($"'revision' is '{revision}', expected a commit", Assert.Single(Findings()).Message);
    }

    [Fact]
    public void Names_and_folders_must_agree()
    {
        WriteMeta("org__model", Sha, "org/another model", "2");

        Assert.Equal(
            ["'name' is 'org/another model', which belongs in 'org__another_model', not 'org__model'",
                $"'revision' is '2', the folder's name is '{Sha}'"],
            Findings().Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("""{"name": "org/model"}""", "expected texts 'name' and 'revision'")]
    [InlineData("[]", "expected an object")]
    [InlineData("{", "line 1")]
    public void Broken_meta_data_is_a_finding(string text, string message)
    {
        _folder.WriteText($"org__model/{Sha}/model_meta.json", text);

        Assert.Contains(message, Assert.Single(Findings()).Message);
    }

    [Fact]
    public void Meta_data_and_results_must_be_there()
    {
        File.Delete(_folder.At("org__model", Sha, "model_meta.json"));
        File.Delete(_folder.At("org__model", Sha, "LCQMC.json"));

        Assert.Equal(["has no model_meta.json", "holds no task results"], Findings().Select(finding => finding.Message));
    }

    [Fact]
    public void A_task_under_two_revisions_is_a_finding()
    {
        Write("org__model", "2", "LCQMC", Document("LCQMC"));
        WriteMeta("org__model", "2", "org/model", "2");
        WriteSettings("org__model", "2", Setting("LCQMC"));

        Assert.Equal($"'LCQMC' stands under 2 revisions: {Sha}, 2", Assert.Single(Findings()).Message);
    }

    [Fact]
    public void A_large_file_is_a_finding()
    {
        using (var file = File.OpenWrite(_folder.At("org__model", Sha, "LCQMC.json")))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(new byte[10 * 1024 * 1024].Select(_ => (byte)' ').ToArray());
        }

        Assert.Contains("at most 10,485,760", Assert.Single(Findings()).Message);
    }

    [Theory]
    [InlineData("not json", "is no task result")]
    [InlineData("""{"task_name": "LCQMC"}""", "is no task result: it has no object 'scores'")]
    public void A_file_that_does_not_load_is_a_finding(string text, string message)
    {
        Write("org__model", Sha, "LCQMC", text);

        Assert.StartsWith(message, Assert.Single(Findings()).Message);
    }

    [Theory]
    [InlineData("\"LCQMC\"", "\"BQ\"", "'task_name' is 'BQ', the file is called 'LCQMC'")]
    [InlineData("0.25", "0.1234567", "'scores.test[0].main_score' is 0.1234567, expected 6 decimals")]
    [InlineData("0.25", "\"NaN\"", "'scores.test[0].main_score' is the text 'NaN', expected a number or a bare NaN")]
    [InlineData("0.25", "null", "'scores.test[0].main_score' is null")]
    [InlineData("\"pearson\"", "\"cos_sim_pearson\"", "'scores.test' has 'cos_sim_pearson', which is 'cosine_pearson' today")]
    [InlineData("\"date\"", "\"when\"", "unknown key 'when'")]
    [InlineData("\"dataset_revision\": \"r\",", "", "'dataset_revision' is missing")]
    [InlineData("2.20.0", "1.38.9", "'mteb_version' is '1.38.9', expected 2.0.0 or newer")]
    public void What_mteb_would_not_write_is_a_finding(string text, string instead, string message)
    {
        Write("org__model", Sha, "LCQMC", Document("LCQMC").Replace(text, instead, StringComparison.Ordinal));

        Assert.Contains(message, Findings().Select(finding => finding.Message));
    }

    [Fact]
    public void A_bare_NaN_is_a_number()
    {
        Write("org__model", Sha, "LCQMC", Document("LCQMC").Replace("0.25", "NaN", StringComparison.Ordinal));

        Assert.Empty(Findings());
    }

    [Fact]
    public void Subsets_stand_in_the_order_of_the_task_and_once()
    {
        var text = Document("STS17", "ar-ar", "en-en");
        WriteSettings("org__model", Sha, Setting("LCQMC"), Setting("STS17", "ar-ar", "en-en"));
        string[] order = [.. s_catalog.Find("STS17").Subsets.Select(subset => subset.Name).Where(text.Contains)];
        Write("org__model", Sha, "STS17", Document("STS17", order[1], order[0]));

        Assert.Equal(
            $"the subsets of 'scores.test' are {order[1]}, {order[0]}, the task has them as {order[0]}, {order[1]}",
            Assert.Single(Findings()).Message);

        Write("org__model", Sha, "STS17", Document("STS17", order[0], order[0]));
        Assert.Contains("has a subset twice", Assert.Single(Findings()).Message);
    }

    [Fact]
    public void Settings_must_name_every_split_and_subset()
    {
        WriteSettings("org__model", Sha, Setting("BQ"), "{broken", "[]");

        var findings = Findings();

        Assert.Contains(findings, finding => finding.Message == "run_settings.jsonl does not name test/default");
        Assert.Contains(findings, finding => finding.File.EndsWith("run_settings.jsonl(2)", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Message == "expected an object");
        File.Delete(_folder.At("org__model", Sha, "run_settings.jsonl"));
        Assert.Equal("there is no run_settings.jsonl beside it", Assert.Single(Findings()).Message);
    }

    [Theory]
    [InlineData("0.25", "0.2511", "test/default: 'main_score' is 0.2511, it was 0.25; it may change by 0.001")]
    [InlineData("\"cmn-Hans\"", "", "test/default: languages were removed: cmn-Hans")]
    [InlineData("\"hf_subset\": \"default\"", "\"hf_subset\": \"zh\"", "subset 'default' of split 'test' was removed")]
    [InlineData("\"test\"", "\"dev\"", "split 'test' was removed")]
    public void A_change_may_not_lose_anything(string text, string instead, string message)
    {
        using var earlier = Copy();
        Write("org__model", Sha, "LCQMC", Document("LCQMC").Replace(text, instead, StringComparison.Ordinal));
        WriteSettings("org__model", Sha, Setting("LCQMC"), Setting("LCQMC", "zh"), Setting("LCQMC").Replace("test", "dev", StringComparison.Ordinal));

        var report = ResultChecks.Check(_folder.Path, earlier.Path, s_catalog.Tasks);

        Assert.Equal(message, Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void Small_changes_and_what_stays_as_it_was_pass()
    {
        using var earlier = Copy();
        File.Delete(_folder.At("org__model", Sha, "run_settings.jsonl"));
        Assert.Empty(ResultChecks.Check(_folder.Path, earlier.Path, s_catalog.Tasks).Findings);

        WriteSettings("org__model", Sha, Setting("LCQMC"));
        Write("org__model", Sha, "LCQMC", Document("LCQMC").Replace("0.25", "0.2505", StringComparison.Ordinal));
        Assert.Empty(ResultChecks.Check(_folder.Path, earlier.Path, s_catalog.Tasks).Findings);
    }

    [Fact]
    public void A_folder_without_results_is_refused()
    {
        using var empty = new TemporaryFolder();

        Assert.Throws<EvaluationException>(() => ResultChecks.Check(empty.Path, null, s_catalog.Tasks));
        Assert.Throws<EvaluationException>(() => ResultChecks.Check(empty.At("nowhere"), null, s_catalog.Tasks));
    }

    private IReadOnlyList<ResultFinding> Findings() => ResultChecks.Check(_folder.Path, null, s_catalog.Tasks).Findings;

    private TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            copy.WriteText(Path.GetRelativePath(_folder.Path, file), File.ReadAllText(file));
        }

        return copy;
    }

    private void Write(string model, string revision, string task, string text) =>
        _folder.WriteText($"{model}/{revision}/{task}.json", text);

    private void WriteMeta(string model, string revision, string name, string said) =>
        _folder.WriteText($"{model}/{revision}/model_meta.json", $$"""{"name": "{{name}}", "revision": "{{said}}"}""");

    private void WriteSettings(string model, string revision, params string[] lines) =>
        _folder.Write($"{model}/{revision}/run_settings.jsonl", lines);

    private static string Setting(string task, params string[] subsets) => MtebJson.WriteLine(new ScoreValue.Map(
        RunSettings.Entry(task, "test", subsets.Length == 0 ? ["default"] : subsets)));

    private static string Document(string task, params string[] subsets)
    {
        var elements = (subsets.Length == 0 ? ["default"] : subsets).Select(subset => $$"""
            {"pearson": 0.5, "main_score": 0.25, "hf_subset": "{{subset}}", "languages": ["cmn-Hans"], "mteb_version": "2.20.0"}
            """);
        return $$"""
            {"dataset_revision": "r", "task_name": "{{task}}", "mteb_version": "2.20.0",
             "scores": {"test": [{{string.Join(", ", elements)}}]},
             "evaluation_time": 1.5, "kg_co2_emissions": null, "date": null, "evaluation_phases": []}
            """;
    }
}
