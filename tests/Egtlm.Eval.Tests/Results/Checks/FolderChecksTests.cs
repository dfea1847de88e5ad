using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results.Checks;

public sealed class FolderChecksTests : ResultFolderTests
{
    [Fact]
    public void Folders_that_mteb_wrote_pass()
    {
        var report = ResultChecks.Check(
            SharedFolder.Path("goldens", "stages", "results_format", "results"), null, Catalog.Tasks);

        Assert.Empty(report.Findings);
        Assert.Equal((1, 8), (report.Folders, report.Files));
    }

    [Theory]
    [InlineData("")]
    [InlineData("org__model")]
    [InlineData("org__model/" + Sha)]
    public void A_root_a_model_and_a_revision_may_be_named(string below)
    {
        var report = ResultChecks.Check(Folder.At(below), null, Catalog.Tasks);

        Assert.Empty(report.Findings);
        Assert.Equal((1, 1), (report.Folders, report.Files));
        Assert.Contains("registered in mteb", Assert.Single(report.Notes));
    }

    [Fact]
    public void A_checkout_of_the_repository_is_understood()
    {
        using var checkout = new TemporaryFolder();
        Directory.CreateDirectory(checkout.At("results"));
        Directory.Move(Folder.At("org__model"), checkout.At("results", "org__model"));

        Assert.Equal(1, ResultChecks.Check(checkout.Path, null, Catalog.Tasks).Files);
    }

    [Fact]
    public void Our_own_files_pass_but_for_the_digest_of_a_localFolder()
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
        Folder.WriteText($"org__model/{Sha}/run.json", "{}");

        var report = ResultChecks.Check(Folder.Path, null, Catalog.Tasks);

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
    public void Names_andFolders_must_agree()
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
        Folder.WriteText($"org__model/{Sha}/model_meta.json", text);

        Assert.Contains(message, Assert.Single(Findings()).Message);
    }

    [Fact]
    public void Meta_data_and_results_must_be_there()
    {
        File.Delete(Folder.At("org__model", Sha, "model_meta.json"));
        File.Delete(Folder.At("org__model", Sha, "LCQMC.json"));

        Assert.Equal(
            ["has no model_meta.json", "holds no task results"], Findings().Select(finding => finding.Message));
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
        using (var file = File.OpenWrite(Folder.At("org__model", Sha, "LCQMC.json")))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(new byte[10 * 1024 * 1024].Select(_ => (byte)' ').ToArray());
        }

        Assert.Contains("at most 10,485,760", Assert.Single(Findings()).Message);
    }
}
