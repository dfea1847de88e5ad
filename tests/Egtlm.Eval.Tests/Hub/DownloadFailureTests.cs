using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class DownloadFailureTests
{
    private static readonly byte[] Content = HubRuns.Bytes(5000);

    private static readonly string Sha256 = HubRepository.Sha256(Content);

    [Fact]
    public async Task A_cut_download_goes_on_where_it_was_cut()
    {
        using var scene = Scene(request => request.Count == 1, answer => answer with { CutAfter = 1200 });

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=1200-"], scene.Server.FileRequests.Select(request => request["Range"]));
        Assert.Equal([TimeSpan.FromSeconds(1)], scene.Waits);
    }

    [Fact]
    public async Task A_body_of_unknown_length_that_ends_early_is_noticed()
    {
        using var scene = Scene(
            request => request.Count == 1, answer => answer with { CutAfter = 700, HasUnknownLength = true });

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=700-"], scene.Server.FileRequests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_file_begun_by_another_run_is_not_downloaded_twice()
    {
        using var scene = Scene(_ => false, answer => answer);
        await scene.OpenAsync();
        Directory.CreateDirectory(scene.Cached("blobs"));
        File.WriteAllBytes(scene.Cached("blobs", Sha256 + ".incomplete"), Content[..4000]);

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal("bytes=4000-", Assert.Single(scene.Server.FileRequests)["Range"]);
    }

    [Fact]
    public async Task A_whole_file_begun_by_another_run_is_only_verified()
    {
        using var scene = Scene(_ => false, answer => answer);
        await scene.OpenAsync();
        Directory.CreateDirectory(scene.Cached("blobs"));
        File.WriteAllBytes(scene.Cached("blobs", Sha256 + ".incomplete"), Content);

        await scene.PullAsync();

        Assert.Empty(scene.Server.FileRequests);
    }

    [Fact]
    public async Task A_begun_file_with_wrong_bytes_is_downloaded_afresh()
    {
        using var scene = Scene(_ => false, answer => answer);
        await scene.OpenAsync();
        Directory.CreateDirectory(scene.Cached("blobs"));
        File.WriteAllBytes(scene.Cached("blobs", Sha256 + ".incomplete"), new byte[4000]);

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal(["bytes=4000-", null], scene.Server.FileRequests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_starts_the_file_over()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", Content), request =>
            !request.IsFile ? null
            : new ServerAnswer(200, Content) with { CutAfter = request.Count == 1 ? 3000 : null });

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=3000-"], scene.Server.FileRequests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_server_that_resumes_at_another_place_is_asked_for_all_of_it()
    {
        using var scene = Scene(request => request.Count <= 2, answer => answer.Status == 206
            ? answer with { Headers = [("Content-Range", "bytes 0-4999/5000")] }
            : answer with { CutAfter = 1000 });

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=1000-", null], scene.Server.FileRequests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_a_file_is_asked_again()
    {
        using var scene = Scene(request => request.Count == 1, answer => answer with { StallAfter = 2000 });
        scene.Options = scene.Options with { StallTimeout = TimeSpan.FromSeconds(1) };

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=2000-"], scene.Server.FileRequests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_slow_server_is_waited_for()
    {
        // 5 pieces, 0.3 s apart, take longer than the second after which silence counts as a stall.
        using var scene = Scene(_ => true, answer => answer with { Pause = TimeSpan.FromMilliseconds(300) });
        scene.Options = scene.Options with { StallTimeout = TimeSpan.FromSeconds(1) };

        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Single(scene.Server.FileRequests);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var scene = Scene(_ => true, answer => answer with { IsSilent = true });
        scene.Options = scene.Options with { Retries = 1, AnswerTimeout = TimeSpan.FromSeconds(1) };

        var error = await scene.FailAsync();

        Assert.Equal(
            $"cannot get 'data.bin' of 'acme/tiny' from the hub '{scene.Options.EndpointText}': "
            + $"'{scene.Server.Endpoint.Authority}' gave no answer in 1 s",
            error.Message);
        Assert.Equal(2, scene.Server.FileRequests.Count);
    }

    [Fact]
    public async Task Much_progress_in_a_try_starts_the_count_of_tries_anew()
    {
        var large = HubRuns.Bytes(4 << 20);
        const int Cut = 1_100_000;
        var repository = HubRuns.Repository().Add("data.bin", large);
        using var scene = new HubScene(
            repository, request => request.IsFile ? repository.Answer(request) with { CutAfter = Cut } : null);
        scene.Options = scene.Options with { Retries = 1 };

        Assert.Equal(large, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal(4, scene.Server.FileRequests.Count);
        Assert.All(scene.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(1), wait));
    }

    [Fact]
    public async Task A_server_that_always_cuts_at_the_same_place_is_given_up_and_the_part_is_kept()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", Content), request =>
            request.IsFile ? new ServerAnswer(200, Content) with { CutAfter = 1000 } : null);

        var error = await scene.FailAsync();

        Assert.Contains("broke off", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, scene.Server.FileRequests.Count);
        Assert.Equal(1000, new FileInfo(scene.Cached("blobs", Sha256 + ".incomplete")).Length);
        Assert.False(File.Exists(scene.Cached("blobs", Sha256)));
    }

    [Fact]
    public async Task Cancelling_keeps_what_came()
    {
        using var stop = new CancellationTokenSource();
        using var scene = Scene(_ => true, answer => answer with { StallAfter = 2000 });
        using var hub = new Egtlm.Eval.Hub.DatasetHub(scene.Options);
        var snapshot = await scene.OpenAsync();
        var progress = new Stopper(stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => hub.PullAsync(snapshot, snapshot.Files, progress, stop.Token));

        Assert.True(new FileInfo(scene.Cached("blobs", Sha256 + ".incomplete")).Length > 0);
    }

    private static HubScene Scene(Func<ServerRequest, bool> when, Func<ServerAnswer, ServerAnswer> change)
    {
        var repository = HubRuns.Repository().Add("data.bin", Content);
        return new HubScene(
            repository, request => request.IsFile && when(request) ? change(repository.Answer(request)) : null);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<Egtlm.Eval.Hub.HubProgress>
    {
        public void Report(Egtlm.Eval.Hub.HubProgress value)
        {
            if (value.DoneBytes > 0)
            {
                stop.Cancel();
            }
        }
    }
}
