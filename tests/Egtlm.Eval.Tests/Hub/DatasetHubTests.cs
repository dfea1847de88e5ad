using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class DatasetHubTests
{
    [Fact]
    public async Task Pulled_files_lie_as_huggingface_hub_lays_them()
    {
        using var scene = new HubScene(HubRuns.Repository()
            .Add("README.md", "hello\n", isLarge: false)
            .Add("data/test.jsonl", "{}\n"));

        var paths = await scene.PullAsync("main");

        // printf 'hello\n' | git hash-object --stdin; printf '{}\n' | sha256sum
        const string Readme = "ce013625030ba8dba906f756967f9e9ca394464a";
        const string Data = "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356";
        Assert.Equal(
            [
                scene.Cached("snapshots", HubScene.Commit, "README.md"),
                scene.Cached("snapshots", HubScene.Commit, "data", "test.jsonl"),
            ],
            paths);
        Assert.Equal("hello\n", File.ReadAllText(paths[0]));
        Assert.Equal("../../blobs/" + Readme, new FileInfo(paths[0]).LinkTarget);
        Assert.Equal("../../../blobs/" + Data, new FileInfo(paths[1]).LinkTarget);
        Assert.Equal("{}\n", File.ReadAllText(scene.Cached("blobs", Data)));
        Assert.Equal(HubScene.Commit, File.ReadAllText(scene.Cached("refs", "main")));
        Assert.Equal(2, Directory.GetFiles(scene.Cached("blobs")).Length);
        Assert.True(File.Exists(Path.Combine(
            scene.Options.CacheFolder, ".locks", "datasets--acme--tiny", Data + ".lock")));
    }

    [Fact]
    public async Task The_listing_is_kept_in_the_format_of_huggingface_hub()
    {
        using var scene = new HubScene(HubRuns.Repository()
            .Add("README.md", "hello\n", isLarge: false)
            .Add("data/test.jsonl", "{}\n"));

        await scene.OpenAsync();

        const string Expected = """
            {
             "format_version": 1,
             "files": {
              "README.md": {
               "size": 6,
               "blob_id": "ce013625030ba8dba906f756967f9e9ca394464a"
              },
              "data/test.jsonl": {
               "size": 3,
               "blob_id": "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
               "lfs_sha256": "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356",
               "lfs_size": 3,
               "xet_hash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
              }
             }
            }
            """;
        Assert.Equal(Expected, File.ReadAllText(scene.Cached("trees", HubScene.Commit + ".json")));
    }

    [Fact]
    public async Task A_tree_in_pages_is_read_to_its_end_through_a_mirror_that_passes_on_the_hubs_links()
    {
        var repository = new HubRepository(HubScene.Dataset, HubScene.Commit) { PageSize = 2 };
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            repository.Add(name, name);
        }

        using var scene = new HubScene(repository);

        var snapshot = await scene.OpenAsync();

        Assert.Equal(["a", "b", "c", "d", "e"], snapshot.Files.Select(file => file.Path));
        Assert.Equal(3, scene.Server.Requests.Count);
    }

    [Fact]
    public async Task Opening_a_known_commit_and_pulling_what_is_there_asks_for_nothing()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"));
        await scene.PullAsync();
        var before = scene.Server.Connections;

        var paths = await scene.PullAsync();

        Assert.Equal("a", File.ReadAllText(Assert.Single(paths)));
        Assert.Equal(2, before);
        Assert.Equal(before, scene.Server.Connections);
    }

    [Fact]
    public async Task A_branch_with_a_slash_is_one_name_in_addresses_and_folders_in_the_cache()
    {
        var repository = new HubRepository(HubScene.Dataset, HubScene.Commit) { Branches = ["refs/convert/parquet"] };
        using var scene = new HubScene(repository.Add("default/test/0000.parquet", "p"));

        var snapshot = await scene.OpenAsync("refs/convert/parquet");

        Assert.Equal(HubScene.Commit, snapshot.Commit);
        Assert.Equal(
            "/api/datasets/acme/tiny/revision/refs%2Fconvert%2Fparquet", scene.Server.Requests[0].Target);
        Assert.Equal(HubScene.Commit, File.ReadAllText(scene.Cached("refs", "refs", "convert", "parquet")));
    }

    [Fact]
    public async Task A_file_name_with_spaces_and_signs_arrives()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("zh cn/测试 #1?.jsonl", "x"));

        var path = Assert.Single(await scene.PullAsync());

        Assert.Equal("x", File.ReadAllText(path));
        Assert.EndsWith("/zh cn/测试 #1?.jsonl", path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        using var scene = new HubScene(HubRuns.Repository().Add(".gitkeep", "", isLarge: false));

        Assert.Equal("", File.ReadAllText(Assert.Single(await scene.PullAsync())));
    }

    [Fact]
    public async Task Progress_counts_bytes_and_files_of_the_whole_pull()
    {
        using var scene = new HubScene(HubRuns.Repository()
            .Add("a", HubRuns.Bytes(3000)).Add("b", HubRuns.Bytes(500)));
        scene.Options = scene.Options with { ParallelDownloads = 1 };
        var progress = new ProgressLog();

        await scene.PullAsync(progress: progress);

        Assert.Equal(new HubProgress(HubScene.Dataset, "b", 3500, 3500, 2, 2), progress.Reports[^1]);
        Assert.All(progress.Reports, report => Assert.Equal((3500, 2), (report.TotalBytes, report.TotalFiles)));
        Assert.Equal(progress.Reports.Select(report => report.DoneBytes).Order(),
            progress.Reports.Select(report => report.DoneBytes));
    }

    [Fact]
    public async Task No_more_files_are_downloaded_at_once_than_allowed()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        var repository = HubRuns.Repository();
        for (var index = 0; index < 6; index++)
        {
            repository.Add($"file{index}", $"content {index}");
        }

        using var scene = new HubScene(repository, request =>
        {
            if (request.IsFile)
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                }

                Task.Delay(30, TestContext.Current.CancellationToken).Wait(TestContext.Current.CancellationToken);
                lock (gate)
                {
                    running--;
                }
            }

            return null;
        });
        scene.Options = scene.Options with { ParallelDownloads = 2 };

        Assert.Equal(6, (await scene.PullAsync()).Count);
        Assert.InRange(most, 1, 2);
    }
}
