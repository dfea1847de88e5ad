using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class MirrorTests : IDisposable
{
    private const string Commit = HubScene.Commit;

    private readonly TemporaryFolder _mirror = new();
    private readonly HubScene _scene = new(HubRuns.Repository());

    public MirrorTests() => _scene.Options = _scene.Options with { Endpoint = new Uri("file://" + _mirror.Path) };

    public void Dispose()
    {
        _scene.Dispose();
        _mirror.Dispose();
    }

    [Theory]
    [InlineData($"datasets/acme/tiny/{Commit}")]
    [InlineData($"acme/tiny/{Commit}")]
    [InlineData("datasets/acme/tiny")]
    [InlineData("acme/tiny")]
    public async Task A_folder_stands_for_the_hub_and_an_offline_run_works_after_it(string layout)
    {
        _mirror.WriteText($"{layout}/README.md", "hello\n");
        _mirror.WriteText($"{layout}/data/test.jsonl", "{}\n");
        _mirror.WriteText($"{layout}/.git/config", "not a file of the repository");

        var paths = await _scene.PullAsync();

        Assert.Equal(["hello\n", "{}\n"], paths.Select(File.ReadAllText));
        Assert.StartsWith(_scene.Cached("snapshots", Commit), paths[0], StringComparison.Ordinal);
        _scene.Options = _scene.Options with { Endpoint = _scene.Server.Endpoint, IsOffline = true };
        Assert.Equal(["hello\n", "{}\n"], (await _scene.PullAsync()).Select(File.ReadAllText));
        Assert.Equal(0, _scene.Server.Connections);
    }

    [Fact]
    public async Task A_mirrors_listing_has_digests_and_is_not_taken_for_the_hubs()
    {
        _mirror.WriteText($"datasets/acme/tiny/{Commit}/a.jsonl", "{}\n");

        var snapshot = await _scene.OpenAsync();

        Assert.Equal(ListingOrigin.Mirror, snapshot.Origin);
        Assert.Equal(
            [
                new HubFile(
                    "a.jsonl", 3, "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356",
                    "0967ef424bce6791893e9a57bb952f80fd536e93"),
            ],
            snapshot.Files);
        Assert.False(File.Exists(_scene.Cached("trees", Commit + ".json")));
    }

    [Fact]
    public async Task A_branch_of_a_mirror_is_a_digest_of_its_files()
    {
        var file = _mirror.WriteText("datasets/acme/tiny/main/a.jsonl", "one");
        var first = await _scene.OpenAsync("main");
        var again = await _scene.OpenAsync("main");
        File.WriteAllText(file, "two");
        var changed = await _scene.OpenAsync("main");

        Assert.Equal(first.Commit, again.Commit);
        Assert.NotEqual(first.Commit, changed.Commit);
        Assert.Equal("two", File.ReadAllText(Assert.Single(await _scene.PullAsync("main"))));
    }

    [Fact]
    public async Task A_mirrors_file_that_changed_since_it_was_listed_is_refused()
    {
        var file = _mirror.WriteText($"datasets/acme/tiny/{Commit}/a.jsonl", "one");
        await _scene.OpenAsync();
        File.WriteAllText(file, "two");

        var error = await _scene.FailAsync();

        Assert.Contains(HubRepository.Sha256("one"u8.ToArray()), error.Message, StringComparison.Ordinal);
        Assert.Contains(HubRepository.Sha256("two"u8.ToArray()), error.Message, StringComparison.Ordinal);
        Assert.Contains($"{Commit}.mirror.json", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_the_mirror_lacks_is_named_with_those_it_has()
    {
        var other = new string('f', 40);
        _mirror.WriteText($"datasets/acme/tiny/{other}/a.jsonl", "a");

        var error = await _scene.FailAsync();

        Assert.Equal(
            $"the mirror '{_mirror.Path}' has no revision '{Commit}' of 'acme/tiny'; it has '{other}'", error.Message);
        Assert.Equal($"expected the files in '{_mirror.At("datasets", "acme/tiny", Commit)}'", error.Hint);
    }

    [Fact]
    public async Task A_clone_of_another_commit_is_refused()
    {
        var other = new string('f', 40);
        _mirror.WriteText("datasets/acme/tiny/a.jsonl", "a");
        _mirror.WriteText("datasets/acme/tiny/.git/HEAD", "ref: refs/heads/main\n");
        _mirror.WriteText("datasets/acme/tiny/.git/refs/heads/main", other + "\n");

        Assert.Contains($"at commit '{other}'", (await _scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clone_without_its_large_files_is_refused()
    {
        _mirror.WriteText(
            $"datasets/acme/tiny/{Commit}/a.parquet",
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n");

        Assert.Contains("is a Git LFS pointer", (await _scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_is_not_there_is_named()
    {
        _scene.Options = _scene.Options with { Endpoint = new Uri("file:///nowhere/at/all") };

        Assert.Equal("the mirror folder '/nowhere/at/all' is not there", (await _scene.FailAsync()).Message);
    }
}
