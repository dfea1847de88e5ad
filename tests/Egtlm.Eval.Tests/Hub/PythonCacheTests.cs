using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

/// <summary>Caches as huggingface_hub leaves them, made by hand.</summary>
public sealed class PythonCacheTests : IDisposable
{
    private const string Commit = HubScene.Commit;

    private readonly HubScene _scene = new(HubRuns.Repository());

    public PythonCacheTests() => _scene.Options = _scene.Options with { IsOffline = true };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Links_to_blobs_are_read_and_their_names_are_the_digests()
    {
        Link("data/test.jsonl", "{}\n", "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356");
        Link("README.md", "hello\n", "ce013625030ba8dba906f756967f9e9ca394464a");
        Directory.CreateDirectory(_scene.Cached("refs"));
        File.WriteAllText(_scene.Cached("refs", "main"), Commit);

        var snapshot = await _scene.OpenAsync("main");

        Assert.Equal(ListingOrigin.Folder, snapshot.Origin);
        Assert.Equal(
            [
                new HubFile("README.md", 6, null, "ce013625030ba8dba906f756967f9e9ca394464a"),
                new HubFile(
                    "data/test.jsonl", 3, "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356", null),
            ],
            snapshot.Files);
        Assert.Equal(["hello\n", "{}\n"], (await _scene.PullAsync("main")).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Plain_files_in_a_snapshot_are_read()
    {
        Plain("data/test.jsonl", "{}\n");

        var snapshot = await _scene.OpenAsync();

        Assert.Equal([new HubFile("data/test.jsonl", 3, null, null)], snapshot.Files);
        Assert.Equal("{}\n", File.ReadAllText(Assert.Single(await _scene.PullAsync())));
    }

    [Fact]
    public async Task Plain_files_and_another_tools_listing_pass_without_a_download()
    {
        Plain("data/test.jsonl", "{}\n");
        Directory.CreateDirectory(_scene.Cached("trees"));
        File.WriteAllText(_scene.Cached("trees", Commit + ".json"), """
            {"format_version": 1, "files": {"data/test.jsonl": {"size": 3, "blob_id":
            "9e26dfeeb6e641a33dae4961196235bdb965b21b"}, "b.jsonl": {"size": 1, "blob_id":
            "63d8dbd40c23542e740659a7168a0ce3138ea748"}}}
            """);

        var snapshot = await _scene.OpenAsync();

        Assert.Equal(ListingOrigin.Hub, snapshot.Origin);
        Assert.Equal(["b.jsonl", "data/test.jsonl"], snapshot.Files.Select(file => file.Path));
        Assert.Contains("'b.jsonl' is missing", (await _scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_of_a_later_format_is_left_alone()
    {
        Plain("a.jsonl", "a");
        Directory.CreateDirectory(_scene.Cached("trees"));
        File.WriteAllText(_scene.Cached("trees", Commit + ".json"), "{\"format_version\": 2}");

        Assert.Equal(ListingOrigin.Folder, (await _scene.OpenAsync()).Origin);
    }

    [Fact]
    public async Task A_split_that_misses_a_shard_is_not_a_shorter_split()
    {
        Plain("data/test-00000-of-00003.parquet", "0");
        Plain("data/test-00002-of-00003.parquet", "2");
        Plain("data/train-00000-of-00001.parquet", "t");

        var snapshot = await _scene.OpenAsync();

        Assert.Equal(
            [
                "data/test-00000-of-00003.parquet", "data/test-00001-of-00003.parquet",
                "data/test-00002-of-00003.parquet", "data/train-00000-of-00001.parquet",
            ],
            snapshot.Files.Select(file => file.Path));
        Assert.Contains(
            "'data/test-00001-of-00003.parquet' is missing",
            (await _scene.FailAsync()).Message,
            StringComparison.Ordinal);
        using var hub = new DatasetHub(_scene.Options);
        Assert.Single(await hub.PullAsync(
            snapshot, [snapshot.Files[3]], null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_link_whose_blob_was_removed_is_missing()
    {
        Link("a.jsonl", "a", new string('1', 40));
        File.Delete(_scene.Cached("blobs", new string('1', 40)));

        Assert.Contains("'a.jsonl' is missing", (await _scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blob_that_another_commit_brought_is_linked_and_not_downloaded(bool isRight)
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data/test.jsonl", "{}\n"));
        Directory.CreateDirectory(scene.Cached("blobs"));
        File.WriteAllText(
            scene.Cached("blobs", "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"),
            isRight ? "{}\n" : "{]\n");

        Assert.Equal("{}\n", File.ReadAllText(Assert.Single(await scene.PullAsync())));
        Assert.Equal(isRight ? 0 : 1, scene.Server.FileRequests.Count);
    }

    [Fact]
    public async Task Without_links_a_snapshot_holds_the_files_themselves()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "same").Add("b.jsonl", "other"));
        scene.Options = scene.Options with { UseSymlinks = false };

        var paths = await scene.PullAsync();

        Assert.All(paths, path => Assert.Null(new FileInfo(path).LinkTarget));
        Assert.Equal(["same", "other"], paths.Select(File.ReadAllText));
        Assert.Empty(Directory.GetFiles(scene.Cached("blobs")));
        await scene.PullAsync();
        Assert.Equal(2, scene.Server.FileRequests.Count);
    }

    private void Plain(string path, string content)
    {
        var file = Path.Combine([_scene.Cached("snapshots", Commit), .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    private void Link(string path, string content, string blob)
    {
        Directory.CreateDirectory(_scene.Cached("blobs"));
        File.WriteAllText(_scene.Cached("blobs", blob), content);
        var pointer = Path.Combine([_scene.Cached("snapshots", Commit), .. path.Split('/')]);
        var folder = Path.GetDirectoryName(pointer)!;
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(pointer, Path.GetRelativePath(folder, _scene.Cached("blobs", blob)));
    }
}
