using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class RedirectTests
{
    private const string Token = "hf_secretsecretsecret";

    [Fact]
    public async Task The_token_goes_to_the_hub_and_not_to_its_file_server()
    {
        using var files = new HubServer(_ => ServerAnswer.Text(200, "content"));
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect(files.Endpoint + "blob?signature=1") : null);
        scene.Options = scene.Options with { Token = Token };

        Assert.Equal("content", File.ReadAllText(Assert.Single(await scene.PullAsync())));
        Assert.All(scene.Server.Requests, request => Assert.Equal("Bearer " + Token, request["Authorization"]));
        var request = Assert.Single(files.Requests);
        Assert.Equal("/blob?signature=1", request.Target);
        Assert.Null(request["Authorization"]);
        Assert.DoesNotContain(request.Headers.Values, value => value.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_is_not_sent_again_when_the_file_server_sends_us_back()
    {
        HubScene? scene = null;
        using var files = new HubServer(_ => ServerAnswer.Redirect(scene!.Server.Endpoint + "elsewhere"));
        using (scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect(files.Endpoint + "blob")
            : request.Target == "/elsewhere" ? ServerAnswer.Text(200, "content") : null))
        {
            scene.Options = scene.Options with { Token = Token };

            await scene.PullAsync();

            Assert.Null(scene.Server.Requests.Single(request => request.Target == "/elsewhere")["Authorization"]);
        }
    }

    [Fact]
    public async Task A_renamed_repository_is_followed()
    {
        var renamed = new HubRepository("acme/new", HubScene.Commit).Add("a.jsonl", "content");
        using var scene = new HubScene(HubRuns.Repository(), request =>
            request.Target.Contains("acme/tiny", StringComparison.Ordinal)
                ? ServerAnswer.Redirect(request.Target.Replace("acme/tiny", "acme/new", StringComparison.Ordinal))
                : renamed.Answer(request));
        scene.Options = scene.Options with { Token = Token };

        var path = Assert.Single(await scene.PullAsync("main"));

        Assert.Equal(scene.Cached("snapshots", HubScene.Commit, "a.jsonl"), path);
        Assert.All(scene.Server.Requests, request => Assert.Equal("Bearer " + Token, request["Authorization"]));
    }

    [Fact]
    public async Task Ranges_are_asked_of_the_file_server()
    {
        var content = HubRuns.Bytes(3000);
        using var files = new HubServer(request => request.From is { } from
            ? new ServerAnswer(206, content[from..]).With(("Content-Range", $"bytes {from}-2999/3000"))
            : new ServerAnswer(200, content) with { CutAfter = 1000 });
        using var scene = new HubScene(HubRuns.Repository().Add("a.bin", content), request =>
            request.IsFile ? ServerAnswer.Redirect(files.Endpoint + "blob") : null);

        Assert.Equal(content, File.ReadAllBytes(Assert.Single(await scene.PullAsync())));
        Assert.Equal([null, "bytes=1000-"], files.Requests.Select(request => request["Range"]));
    }

    [Fact]
    public async Task A_file_server_that_refuses_an_old_signature_gets_a_new_one()
    {
        using var files = new HubServer(request =>
            request.Target == "/blob1" ? ServerAnswer.Error(403) : ServerAnswer.Text(200, "content"));
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect(files.Endpoint + $"blob{request.Count}") : null);

        Assert.Equal("content", File.ReadAllText(Assert.Single(await scene.PullAsync())));
        Assert.Equal(["/blob1", "/blob2"], files.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Redirects_in_a_circle_are_shown()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect("/b?signature=secret")
            : request.Target.StartsWith("/b", StringComparison.Ordinal) ? ServerAnswer.Redirect("/c")
            : request.Target == "/c" ? ServerAnswer.Redirect("/b?signature=secret") : null);

        var error = await scene.FailAsync();

        var server = scene.Options.EndpointText;
        Assert.Equal(
            $"the hub '{server}' answered with redirects in a circle: "
            + $"{server}/datasets/acme/tiny/resolve/{HubScene.Commit}/a.jsonl "
            + $"-> {server}/b -> {server}/c -> {server}/b",
            error.Message);
    }

    [Fact]
    public async Task Redirects_without_end_are_ended()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect("/x")
            : request.Target.StartsWith("/x", StringComparison.Ordinal) ? ServerAnswer.Redirect(request.Target + "x")
            : null);

        Assert.Contains("more than 10 redirects", (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_file_of_this_machine_is_refused()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "content"), request =>
            request.IsFile ? ServerAnswer.Redirect("file:///etc/passwd") : null);

        Assert.Contains(
            "a redirect to 'file:///etc/passwd'", (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }
}
