using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results.Checks;

public sealed class DocumentChecksTests : ResultFolderTests
{
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
    [InlineData("\"pearson\"", "\"map\"", "'scores.test' has 'map', which is 'map_at_1000' today")]
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
        string[] order = [.. Catalog.Find("STS17").Subsets.Select(subset => subset.Name).Where(text.Contains)];
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
        File.Delete(Folder.At("org__model", Sha, "run_settings.jsonl"));
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
        var onDev = Setting("LCQMC").Replace("test", "dev", StringComparison.Ordinal);
        WriteSettings("org__model", Sha, Setting("LCQMC"), Setting("LCQMC", "zh"), onDev);

        var report = ResultChecks.Check(Folder.Path, earlier.Path, Catalog.Tasks);

        Assert.Equal(message, Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void Small_changes_and_what_stays_as_it_was_pass()
    {
        using var earlier = Copy();
        File.Delete(Folder.At("org__model", Sha, "run_settings.jsonl"));
        Assert.Empty(ResultChecks.Check(Folder.Path, earlier.Path, Catalog.Tasks).Findings);

        WriteSettings("org__model", Sha, Setting("LCQMC"));
        Write("org__model", Sha, "LCQMC", Document("LCQMC").Replace("0.25", "0.2505", StringComparison.Ordinal));
        Assert.Empty(ResultChecks.Check(Folder.Path, earlier.Path, Catalog.Tasks).Findings);
    }

    [Fact]
    public void AFolder_without_results_is_refused()
    {
        using var empty = new TemporaryFolder();

        Assert.Throws<EvaluationException>(() => ResultChecks.Check(empty.Path, null, Catalog.Tasks));
        Assert.Throws<EvaluationException>(() => ResultChecks.Check(empty.At("nowhere"), null, Catalog.Tasks));
    }
}
