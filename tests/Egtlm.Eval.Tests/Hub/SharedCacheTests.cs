using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class SharedCacheTests
{
    private static readonly byte[] Content = HubRuns.Bytes(5000);

    [Fact]
    public async Task Two_runs_download_one_file_once()
    {
        var repository = HubRuns.Repository().Add("data.bin", Content);
        using var scene = new HubScene(repository, request =>
            request.IsFile ? repository.Answer(request) with { Pause = TimeSpan.FromMilliseconds(50) } : null);
        await scene.OpenAsync();

        var paths = await Task.WhenAll(scene.PullAsync(), scene.PullAsync(), scene.PullAsync());

        Assert.All(paths, path => Assert.Equal(Content, File.ReadAllBytes(Assert.Single(path))));
        Assert.Single(scene.Server.FileRequests);
    }

    [Fact]
    public async Task Two_names_of_one_content_are_one_download()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.bin", Content).Add("b.bin", Content));

        var paths = await scene.PullAsync();

        Assert.Equal(2, paths.Distinct().Count());
        Assert.All(paths, path => Assert.Equal(Content, File.ReadAllBytes(path)));
        Assert.Single(scene.Server.FileRequests);
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_is_waited_for()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", Content));
        var path = Path.Combine(
            scene.Options.CacheFolder, ".locks", "datasets--acme--tiny", HubRepository.Sha256(Content) + ".lock");
        Task<IReadOnlyList<string>> pull;
        using (await CacheLock.TakeAsync(path, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            pull = scene.PullAsync();
            await Task.Delay(150, TestContext.Current.CancellationToken);
            Assert.Empty(scene.Server.FileRequests);
        }

        Assert.Single(await pull);
    }

    [Fact]
    public async Task A_download_that_cannot_fit_is_refused_before_it_begins()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a", Content).Add("b", HubRuns.Bytes(2345)));
        scene.Options = scene.Options with { FreeBytes = _ => 7000 };

        var error = await scene.FailAsync();

        Assert.Equal(
            $"'acme/tiny' needs 7,345 bytes more in '{scene.Options.CacheFolder}', where 7,000 bytes are free",
            error.Message);
        Assert.Contains("HF_HUB_CACHE", error.Hint, StringComparison.Ordinal);
        Assert.Empty(scene.Server.FileRequests);
    }

    [Fact]
    public async Task Bytes_that_are_there_need_no_space()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a", Content).Add("b", HubRuns.Bytes(2345)));
        await scene.OpenAsync();
        Directory.CreateDirectory(scene.Cached("blobs"));
        File.WriteAllBytes(
            scene.Cached("blobs", HubRepository.Sha256(Content) + ".incomplete"), Content[..1000]);
        scene.Options = scene.Options with { FreeBytes = _ => 6345 };

        Assert.Equal(2, (await scene.PullAsync()).Count);
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(2, false)]
    public void A_full_disk_is_told_from_other_failures(int code, bool isFull) =>
        Assert.Equal(isFull, DiskSpace.IsFull(new IOException("write failed", code)));

    [Fact]
    public void Free_space_of_a_folder_that_is_not_there_yet_is_known()
    {
        Assert.True(DiskSpace.Free("/tmp/not/there/yet") > 0);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_named()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a", Content));
        scene.Options = scene.Options with { CacheFolder = "/proc/self/hub" };

        var error = await scene.FailAsync();

        Assert.StartsWith("cannot write '/proc/self/hub/datasets--acme--tiny", error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_HUB_CACHE", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifying_reads_every_byte()
    {
        using var scene = new HubScene(HubRuns.Repository()
            .Add("good", "good").Add("missing", "missing").Add("short", "short").Add("small", "small", isLarge: false)
            .Add("wrong", "wrong"));
        var paths = await scene.PullAsync();
        File.Delete(paths[1]);
        File.WriteAllText(paths[2], "sho");
        File.WriteAllText(paths[4], "wrang");
        scene.Options = scene.Options with { IsOffline = true };
        using var hub = new DatasetHub(scene.Options);
        var snapshot = await scene.OpenAsync();

        var findings = await hub.VerifyAsync(snapshot, snapshot.Files, TestContext.Current.CancellationToken);

        Assert.Equal(
            [HubFindingKind.Missing, HubFindingKind.WrongSize, HubFindingKind.WrongDigest],
            findings.Select(finding => finding.Kind));
        Assert.Equal("'missing' is missing", findings[0].Message);
        Assert.Equal("'short' has 3 bytes, 5 expected", findings[1].Message);
        Assert.StartsWith("'wrong': its SHA-256 is '", findings[2].Message, StringComparison.Ordinal);
    }
}
