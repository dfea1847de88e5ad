using System.Runtime.CompilerServices;
using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>One small model at four points of its training, held against the first: what the README shows.</summary>
public sealed class FourCheckpointsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_gate_tells_a_better_model_from_one_that_paid_with_its_text()
    {
        foreach (var name in (string[])["base", "joint", "joint-heavy", "collapsed"])
        {
            var run = await CliRun.Of(
                ["run", "sample", "genreg", "--model", ModelOf(name), "--name", $"tiny/{name}", "--revision", "1",
                    "--output", _folder.Path],
                Cancellation);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        Assert.Equal("0: ", await BreachesOf("base"));
        Assert.Equal("0: ", await BreachesOf("joint"));
        Assert.Equal("3: GenregText bits_per_byte", await BreachesOf("joint-heavy"));
        Assert.Equal(
            "3: GenregChoice margin, GenregDegeneration degenerate, GenregResponse nll_per_token, "
            + "GenregText bits_per_byte",
            await BreachesOf("collapsed"));
    }

    /// <summary>The exit code, and the critical checks that the gate calls breached.</summary>
    private async Task<string> BreachesOf(string candidate)
    {
        var gate = await CliRun.Of(
            ["gate", FolderOf(candidate), "--baseline", FolderOf("base"), "--policy", "smoke", "--json"], Cancellation);
        using var document = JsonDocument.Parse(gate.Output);
        var breaches = document.RootElement.GetProperty("checks").EnumerateArray()
            .Where(check => Text(check, "tier") == "critical" && Text(check, "verdict") == "breach")
            .Select(check => $"{Text(check, "check")} {Text(check, "metric")}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        return FormattableString.Invariant($"{gate.ExitCode}: {string.Join(", ", breaches)}");
    }

    private static string Text(JsonElement check, string name) => check.GetProperty(name).GetString() ?? "";

    private string FolderOf(string name) => Path.Combine(_folder.Path, $"tiny__{name}", "1");

    private static string ModelOf(string name, [CallerFilePath] string here = "") => name == "joint"
        ? LoadedModel.SampleFolder
        : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "models", name));
}
