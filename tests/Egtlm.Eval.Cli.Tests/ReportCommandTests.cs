using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>Two baselines on the sample, compared and reported.</summary>
public sealed class ReportCommandTests(ReportCommandTests.Results results)
    : IClassFixture<ReportCommandTests.Results>
{
    [Fact]
    public async Task A_report_is_whole_and_every_number_in_it_is_in_the_JSON()
    {
        var output = results.Folder.At("report");

        var run = await RunAsync("report", results.First, results.Second, "-o", output, "--title", "模型 \"<b>\"", "--trend");

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        Assert.Contains("baseline-random-encoder against", run.Output, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(Path.Combine(output, "report.html"), TestContext.Current.CancellationToken);
        Assert.InRange(html.Length, 10_000, 1_500_000);
        Assert.Contains("<h1>模型 &quot;&lt;b&gt;&quot;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("id=\"trend\"", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(output, "report.json"), TestContext.Current.CancellationToken));
        var known = Numbers(json.RootElement).ToHashSet();
        double[] shown =
        [
            .. Regex.Matches(html, "data-s=\"([^\"]*)\"")
                .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
        ];
        Assert.True(shown.Length > 40);
        Assert.All(shown, number => Assert.Contains(number, known));
        var markdown = await File.ReadAllTextAsync(Path.Combine(output, "report.md"), TestContext.Current.CancellationToken);
        Assert.All(
            Regex.Matches(markdown, @"\]\((charts/[^)]*\.png)\)").Select(match => match.Groups[1].Value),
            path => Assert.True(File.Exists(Path.Combine(output, path)), path));
    }

    [Fact]
    public async Task A_comparison_comes_as_table_JSON_Markdown_and_CSV()
    {
        var table = await RunAsync("compare", results.First, results.Second);
        var json = await RunAsync("compare", results.First, results.Second, "--json");
        var markdown = await RunAsync("compare", results.First, results.Second, "--markdown", "--benchmark", "SampleSTS");
        var csv = await RunAsync("compare", results.First, results.Second, "--csv");

        Assert.Contains("mean of tasks", table.Output, StringComparison.Ordinal);
        Assert.Equal(6, JsonDocument.Parse(json.Output).RootElement.GetProperty("tasks").GetArrayLength());
        Assert.StartsWith("| task | type | metric |", markdown.Output, StringComparison.Ordinal);
        Assert.Contains("task,,SampleSTS,STS,cosine_spearman,true,1,", csv.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_said_without_a_stack_trace()
    {
        var forms = await RunAsync("compare", results.First, results.Second, "--json", "--csv");
        var nothing = await RunAsync("report", results.Folder.At("nothing"));
        var several = await RunAsync("compare", results.Folder.At("out"), results.First);
        var unknown = await RunAsync("compare", results.First, results.Second, "--benchmark", "SampleSTT");

        Assert.Equal(2, forms.ExitCode);
        Assert.Equal((1, true), (nothing.ExitCode, nothing.Error.Contains("there is no folder", StringComparison.Ordinal)));
        Assert.Equal((1, true), (several.ExitCode, several.Error.Contains("holds the results of 2 models", StringComparison.Ordinal)));
        Assert.Equal((1, true), (unknown.ExitCode, unknown.Error.Contains("SampleSTS", StringComparison.Ordinal)));
    }

    private static Task<CliRun> RunAsync(params string[] args) =>
        CliRun.Of(args, TestContext.Current.CancellationToken);

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Numbers(property.Value)),
        JsonValueKind.String when double.TryParse(
            element.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) => [value],
        _ => [],
    };

    /// <summary>The results of two models without weights.</summary>
    public sealed class Results : IAsyncLifetime
    {
        public TemporaryFolder Folder { get; } = new();

        public string First => Folder.At("out", "baseline__hash");

        public string Second => Folder.At("out", "mteb__baseline-random-encoder");

        public async ValueTask InitializeAsync()
        {
            foreach (var model in (string[])["baseline/hash", "mteb/baseline-random-encoder"])
            {
                var run = await RunAsync("run", "sample", "--model", model, "--output", Folder.At("out"));
                Assert.True(run.ExitCode == 0, run.Error);
            }
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
