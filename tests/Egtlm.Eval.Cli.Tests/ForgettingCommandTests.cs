using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class ForgettingCommandTests : IDisposable
{
    private readonly ResultScene _scene = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Table_and_json_tell_what_was_lost()
    {
        _scene.WriteDocument("one", "SampleSTS", "default");
        _scene.WriteDocument("two", "SampleSTS", "default");
        string[] folders = [_scene.Side("one"), _scene.At("two")];

        var table = await CliRun.Of(["forgetting", .. folders], Cancellation);
        var json = await CliRun.Of(["forgetting", .. folders, "--json"], Cancellation);

        Assert.Equal((0, 0), (table.ExitCode, json.ExitCode));
        string[] lines = table.Output.Split('\n');
        Assert.Equal(["task", "metric", "better", "best", "earlier", "of", "now", "lost"], Words(lines[0]));
        Assert.Equal(["SampleSTS", "cosine_spearman", "higher", "0.5000", folders[0], "0.5000", "0.0000"], Words(lines[1]));
        Assert.EndsWith(": 0 of 1 metrics were better before", lines[2], StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        var row = document.RootElement.GetProperty("rows")[0];
        Assert.Equal(0, row.GetProperty("lost")[1].GetDouble());
        Assert.Equal(2, document.RootElement.GetProperty("checkpoints").GetArrayLength());
    }

    [Fact]
    public async Task One_folder_has_nothing_before_it()
    {
        var run = await CliRun.Of(["forgetting", _scene.Side("one")], Cancellation);

        Assert.Equal(2, run.ExitCode);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
