using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class WrongContentTests
{
    // printf right | sha256sum; printf wrong | sha256sum; the same with git hash-object --stdin.
    private const string Right = "27042f4e6eca7d0b2a7ee4026df2ecfa51d3339e6d122aa099118ecd8563bad9";
    private const string Wrong = "8810ad581e59f2bc3928b261707a71308f7e139eb04820366dc4d5c18d980225";

    [Fact]
    public async Task Wrong_bytes_once_are_replaced()
    {
        using var scene = Scene(isLarge: true, request => request.Count == 1);

        Assert.Equal("right", File.ReadAllText(Assert.Single(await scene.PullAsync())));
        Assert.Equal(2, scene.Server.FileRequests.Count);
    }

    [Fact]
    public async Task Wrong_bytes_twice_are_an_error_with_both_digests_and_nothing_is_left()
    {
        using var scene = Scene(isLarge: true, _ => true);

        var error = await scene.FailAsync();

        Assert.Equal(
            $"'data.bin' of 'acme/tiny' from '{scene.Options.EndpointText}' is not the file of commit "
            + $"'{HubScene.Commit}': its SHA-256 is '{Wrong}', expected '{Right}'; it was removed",
            error.Message);
        Assert.Empty(Directory.GetFiles(scene.Cached("blobs")));
        Assert.False(Directory.Exists(scene.Cached("snapshots")));
    }

    [Fact]
    public async Task Wrong_bytes_of_a_small_file_are_told_by_its_git_object()
    {
        using var scene = Scene(isLarge: false, _ => true);

        var error = await scene.FailAsync();

        Assert.Contains(
            $"its git blob id is '{HubRepository.GitBlobId("wrong"u8.ToArray())}', "
            + $"expected '{HubRepository.GitBlobId("right"u8.ToArray())}'",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rightly", "the server has 7 bytes, 5 expected")]
    [InlineData("righ", "the server has 4 bytes, 5 expected")]
    public async Task A_file_of_another_length_is_refused_before_it_is_read(string content, string complaint)
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", "right"), request =>
            request.IsFile ? ServerAnswer.Text(200, content) : null);

        Assert.Contains(complaint, (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_unknown_length_that_does_not_end_is_cut()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", "right"), request =>
            request.IsFile ? ServerAnswer.Text(200, "rightly") with { HasUnknownLength = true } : null);

        Assert.Contains("more than 5 bytes came", (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Repo-Commit", "ffffffffffffffffffffffffffffffffffffffff", "the hub answered with commit 'ffff")]
    [InlineData("X-Linked-Etag", $"W/\"{Wrong}\"", $"the hub says that its SHA-256 is '{Wrong}'")]
    public async Task A_hub_that_announces_another_file_is_not_listened_to(
        string header, string value, string complaint)
    {
        using var scene = new HubScene(HubRuns.Repository().Add("data.bin", "right"), request =>
            request.IsFile ? ServerAnswer.Text(200, "right", (header, value)) : null);

        Assert.Contains(complaint, (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    private static HubScene Scene(bool isLarge, Func<ServerRequest, bool> isWrong) =>
        new(HubRuns.Repository().Add("data.bin", "right", isLarge), request =>
            request.IsFile && isWrong(request) ? ServerAnswer.Text(200, "wrong") : null);
}
