using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class RefusalTests
{
    private const string Token = "hf_secretsecretsecret";

    [Theory]
    [InlineData(401, null, "and no token was sent")]
    [InlineData(403, Token, "and the token's account has no access")]
    public async Task A_gated_dataset_says_where_its_terms_are_and_how_to_send_a_token(
        int status, string? token, string expected)
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Error(status, "GatedRepo"));
        scene.Options = scene.Options with { Token = token };

        var error = await scene.FailAsync();

        Assert.Equal($"'acme/tiny' is gated on '{scene.Options.EndpointText}' {expected}", error.Message);
        Assert.Equal(
            $"accept its terms on {scene.Options.EndpointText}/datasets/acme/tiny and set HF_TOKEN "
            + "to a token of that account",
            error.Hint);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
        Assert.Single(scene.Server.Requests);
    }

    [Fact]
    public async Task Files_of_a_gated_dataset_are_refused_likewise()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"), request =>
            request.IsFile ? ServerAnswer.Error(401, "GatedRepo") : null);

        Assert.StartsWith("'acme/tiny' is gated", (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_hub_does_not_know_is_not_printed_even_when_the_hub_does()
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Text(
            403, "", ("X-Error-Message", $"Forbidden for {Token}")));
        scene.Options = scene.Options with { Token = Token };

        var error = await scene.FailAsync();

        Assert.Equal($"the hub '{scene.Options.EndpointText}' refuses 'acme/tiny': Forbidden for ***", error.Message);
        Assert.DoesNotContain(Token, scene.Options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_token_is_told_from_a_missing_dataset()
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Text(
            401, "", ("X-Error-Message", "Invalid credentials in Authorization header")));
        scene.Options = scene.Options with { Token = Token };

        var error = await scene.FailAsync();

        Assert.Equal(
            $"the hub '{scene.Options.EndpointText}' does not know the token that was sent", error.Message);
    }

    [Theory]
    [InlineData(404, "RepoNotFound")]
    [InlineData(401, "RepoNotFound")]
    [InlineData(401, null)]
    [InlineData(404, null)]
    public async Task A_dataset_that_is_not_there_may_be_private(int status, string? code)
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Error(status, code));

        var error = await scene.FailAsync();

        Assert.Equal(
            $"there is no dataset 'acme/tiny' on '{scene.Options.EndpointText}', or it is private "
            + "and no token was sent",
            error.Message);
    }

    [Fact]
    public async Task A_revision_that_is_gone_is_named()
    {
        using var scene = new HubScene(HubRuns.Repository());
        var gone = new string('f', 40);

        var error = await scene.FailAsync(gone);

        Assert.Equal($"'acme/tiny' has no revision '{gone}' on '{scene.Options.EndpointText}'", error.Message);
        Assert.Equal(
            "it was removed or is misspelt; the revisions are on "
            + $"{scene.Options.EndpointText}/datasets/acme/tiny/commits/main",
            error.Hint);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"), request =>
            request.IsFile ? ServerAnswer.Error(404, "EntryNotFound") : null);

        Assert.Equal(
            $"'acme/tiny' has no file 'a.jsonl' at revision '{HubScene.Commit}' on '{scene.Options.EndpointText}'",
            (await scene.FailAsync()).Message);
    }

    [Theory]
    [InlineData("<html>log in</html>", "no JSON")]
    [InlineData("{}", "a list of files in another form")]
    [InlineData("[{\"type\": \"file\"}]", "a list of files in another form")]
    [InlineData("""[{"type": "file", "oid": "../x", "path": "a", "size": 1}]""", "'../x' is not a git object")]
    public async Task An_answer_that_is_not_the_hubs_is_told(string body, string expected)
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Text(200, body));

        var error = await scene.FailAsync();

        Assert.Contains("does not answer like a hub: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_files_in_a_circle_are_told()
    {
        using var scene = new HubScene(HubRuns.Repository(), request =>
            ServerAnswer.Text(200, "[]", ("Link", $"<{request.Target}>; rel=\"next\"")));

        Assert.Contains("go in a circle", (await scene.FailAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("C:evil")]
    [InlineData("a\\\\b")]
    public async Task A_file_that_leads_out_of_the_cache_is_refused(string path)
    {
        using var scene = new HubScene(HubRuns.Repository(), _ => ServerAnswer.Text(
            200, $$"""[{"type": "file", "oid": "{{new string('1', 40)}}", "path": "{{path}}", "size": 1}]"""));

        Assert.Contains("could lead out of the cache", (await scene.FailAsync()).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scene.Cached("trees")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("../x")]
    [InlineData("a--b/c")]
    [InlineData("a/b c")]
    [InlineData("https://huggingface.co/datasets/a/b")]
    public async Task A_name_that_is_no_repository_is_refused_before_anything_is_asked(string name)
    {
        using var scene = new HubScene(HubRuns.Repository());
        using var hub = new Egtlm.Eval.Hub.DatasetHub(scene.Options);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => hub.OpenAsync(
            new DatasetReference(name, "main"), TestContext.Current.CancellationToken));

        Assert.Equal($"'{name}' is not the name of a dataset on the hub", error.Message);
        Assert.Equal(0, scene.Server.Connections);
    }
}
