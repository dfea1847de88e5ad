using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class OfflineTests
{
    [Fact]
    public async Task Offline_runs_use_what_was_pulled_and_open_no_connection()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a").Add("b.jsonl", "b"));
        await scene.PullAsync("main");
        var before = scene.Server.Connections;
        scene.Options = scene.Options with { IsOffline = true };

        foreach (var revision in new[] { "main", HubScene.Commit })
        {
            Assert.Equal(["a", "b"], (await scene.PullAsync(revision)).Select(File.ReadAllText));
        }

        Assert.Equal(before, scene.Server.Connections);
    }

    [Theory]
    [InlineData("main")]
    [InlineData(HubScene.Commit)]
    public async Task Offline_runs_without_data_fail_and_open_no_connection(string revision)
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"));
        scene.Options = scene.Options with { IsOffline = true };

        var error = await scene.FailAsync(revision);

        Assert.Equal(
            $"dataset 'acme/tiny' at revision '{revision}' is not on this machine; looked in '{scene.Cached()}'",
            error.Message);
        Assert.Equal(0, scene.Server.Connections);
        Assert.False(Directory.Exists(scene.Options.CacheFolder));
    }

    [Fact]
    public async Task A_file_of_the_listing_that_is_not_there_is_named_offline()
    {
        using var scene = new HubScene(HubRuns.Repository()
            .Add("data/test-00000-of-00002.parquet", "0").Add("data/test-00001-of-00002.parquet", "1"));
        var paths = await scene.PullAsync();
        File.Delete(paths[1]);
        scene.Options = scene.Options with { IsOffline = true };

        var error = await scene.FailAsync();

        Assert.Equal(
            $"'acme/tiny' at '{HubScene.Commit}' is not complete on this machine: "
            + "'data/test-00001-of-00002.parquet' is missing",
            error.Message);
        Assert.Contains("without --offline", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_lost_bytes_is_named_offline_and_mended_online()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "whole"));
        var path = Assert.Single(await scene.PullAsync());
        File.WriteAllText(path, "who");

        scene.Options = scene.Options with { IsOffline = true };
        Assert.Contains(
            "'a.jsonl' has 3 bytes, 5 expected", (await scene.FailAsync()).Message, StringComparison.Ordinal);
        scene.Options = scene.Options with { IsOffline = false };
        Assert.Equal("whole", File.ReadAllText(Assert.Single(await scene.PullAsync())));
    }

    [Fact]
    public async Task A_damaged_listing_is_an_error_offline_and_written_anew_online()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"));
        await scene.PullAsync();
        var listing = scene.Cached("trees", HubScene.Commit + ".json");
        File.WriteAllText(listing, "{\"format_version\": 1, \"files\": {\"a.js");

        scene.Options = scene.Options with { IsOffline = true };
        Assert.StartsWith(
            $"the listing '{listing}' cannot be used", (await scene.FailAsync()).Message, StringComparison.Ordinal);
        scene.Options = scene.Options with { IsOffline = false };
        Assert.Single(await scene.PullAsync());
        Assert.EndsWith("}", File.ReadAllText(listing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_transport_cannot_be_made_offline()
    {
        using var scene = new HubScene(HubRuns.Repository());

        Assert.Throws<InvalidOperationException>(() => new HubTransport(scene.Options with { IsOffline = true }));
        Assert.Throws<InvalidOperationException>(
            () => new HubTransport(scene.Options with { Endpoint = new Uri("file:///mirror") }));
    }

    [Fact]
    public void No_other_file_of_the_product_can_open_a_socket()
    {
        var root = Path.GetDirectoryName(Testing.BuiltInTasks.Directory)!; // not null: the tasks folder is not a root
        var sources = Path.Combine(root, "src");
        string[] names = ["HttpClient(", "SocketsHttpHandler", "TcpClient", "WebRequest", "System.Net.Sockets"];

        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => names.Any(name => File.ReadAllText(file).Contains(name, StringComparison.Ordinal)))
            .Select(file => Path.GetFileName(file));

        Assert.Equal(["HubTransport.cs"], files);
    }
}
