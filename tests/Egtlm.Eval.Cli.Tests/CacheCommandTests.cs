using System.Diagnostics;
using System.Text.Json;
using Egtlm.Eval.Cli.Commands;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

public sealed class CacheCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Cache => _folder.At("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_finds_every_text_and_scores_the_same()
    {
        var first = await RunSample("first");
        var second = await RunSample("second");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Matches(@"cache: (?!(\d+) of \1 )\d+ of \d+ texts were there already", first.Error);
        Assert.Matches(@"cache: (\d+) of \1 texts were there already \(.*cache\)", second.Error);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(FileIn("second", "run.json")));
        var encoding = manifest.RootElement.GetProperty("tasks")[0].GetProperty("encodings").GetProperty("none");
        Assert.Equal(encoding.GetProperty("texts").GetInt64(), encoding.GetProperty("cached").GetInt64());
        Assert.Equal(Scores("first"), Scores("second"));
    }

    [Fact]
    public async Task Two_processes_share_a_cache()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "egtlm-eval");
        var exits = new[] { "one", "two" }.Select(async output =>
        {
            string[] args = ["run", "SampleSTS", "-m", LoadedModel.SampleFolder, "--cache", Cache, "-o", _folder.At(output)];
            var start = new ProcessStartInfo(program, args)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!; // not null: a new process
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        });
        int[] codes = await Task.WhenAll(exits);
        Assert.Equal([0, 0], codes);

        var third = await RunSample("three");

        Assert.Matches(@"cache: (\d+) of \1 texts were there already", third.Error);
        Assert.DoesNotContain("warning", third.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_or_with_no_cache_nothing_is_kept()
    {
        var off = await RunSample("off", "--no-cache");
        var dry = await RunSample("dry", "--cache", Cache, "--dry-run", "--calibrate", "0.1");
        var baseline = await RunSample("hash", "--cache", Cache, "--model", "baseline/hash");

        Assert.Equal((0, 0, 0), (off.ExitCode, dry.ExitCode, baseline.ExitCode));
        Assert.DoesNotContain("cache:", off.Error + dry.Error + baseline.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public async Task Ls_and_prune_speak_json()
    {
        await RunSample("out");

        var listing = await Json("ls");
        var space = Assert.Single(listing.GetProperty("spaces").EnumerateArray());
        Assert.Equal("tiny-egtlm-joint", space.GetProperty("model").GetString());
        Assert.Equal("egtlm", space.GetProperty("profile").GetString());
        Assert.Equal(listing.GetProperty("bytes").GetInt64(), space.GetProperty("bytes").GetInt64());
        Assert.True(space.GetProperty("texts").GetInt64() > 0);

        var dry = await Json("prune", "--all", "--dry-run");
        var nothing = await Json("prune", "--older-than", "30d");
        var everything = await Json("prune", "--model", "tiny-egtlm-joint");
        Assert.Equal(space.GetProperty("texts").GetInt64(), dry.GetProperty("texts").GetInt64());
        Assert.Equal(0, nothing.GetProperty("texts").GetInt64());
        Assert.Equal(dry.GetProperty("bytes").GetInt64(), everything.GetProperty("bytes").GetInt64());

        var empty = await Json("ls");
        Assert.Empty(empty.GetProperty("spaces").EnumerateArray());
    }

    [Fact]
    public async Task Ls_is_a_table_and_prune_a_line()
    {
        await RunSample("out");

        var listing = await Run("cache", "ls", "--cache", Cache);
        var pruned = await Run("cache", "prune", "--cache", Cache, "--to", "0");

        Assert.StartsWith("model             revision", listing.Output, StringComparison.Ordinal);
        Assert.Contains("tiny-egtlm-joint", listing.Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d KB of \d+\.\d GB in .*cache\n$", listing.Error);
        Assert.Matches(@"^\d+ texts, \d+\.\d KB thrown away; 0 B left in .*cache\n$", pruned.Output);
    }

    [Fact]
    public async Task An_absent_cache_is_empty()
    {
        var listing = await Run("cache", "ls", "--cache", Cache);
        var pruned = await Run("cache", "prune", "--all", "--cache", Cache);

        Assert.Equal((0, ""), (listing.ExitCode, listing.Output));
        Assert.Equal(0, pruned.ExitCode);
        Assert.False(Directory.Exists(Cache));
    }

    [Theory]
    [InlineData("say what is to go", "cache", "prune")]
    [InlineData("say what is to go", "cache", "prune", "--all", "--to", "1GB")]
    [InlineData("'1G' in '--to' is not a size", "cache", "prune", "--to", "1G")]
    [InlineData("'30' in '--older-than' is not an age", "cache", "prune", "--older-than", "30")]
    [InlineData("'--no-cache' and '--cache' contradict", "run", "sample", "--no-cache", "--cache", "x")]
    [InlineData("'--no-cache' and '--cache-size' contradict", "run", "sample", "--no-cache", "--cache-size", "1GB")]
    [InlineData("does not take '10KB': expected at least 1.0 MB", "run", "sample", "--cache-size", "10KB")]
    public async Task A_wrong_command_line_is_a_usage_error(string message, params string[] args)
    {
        var run = await Run(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_model_is_an_error_with_the_nearest_name()
    {
        await RunSample("out");

        var run = await Run("cache", "prune", "--cache", Cache, "--model", "tiny-egtlm-join");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("did you mean 'tiny-egtlm-joint'?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/own", "/own", "/xdg", "/home/me")]
    [InlineData("/xdg/egtlm-eval", "", "/xdg", "/home/me")]
    [InlineData("/home/me/.cache/egtlm-eval", null, "relative", "/home/me")]
    [InlineData(null, null, null, null)]
    public void The_folder_comes_from_the_environment(string? expected, string? own, string? caches, string? home) =>
        Assert.Equal(expected, CacheOptions.DefaultFolder(name => name switch
        {
            "EGTLM_EVAL_CACHE" => own,
            "XDG_CACHE_HOME" => caches,
            "HOME" => home,
            _ => null,
        }));

    /// <summary>Scores the sample model, with the cache of the test where no options are given.</summary>
    private Task<CliRun> RunSample(string output, params string[] options)
    {
        string[] model = ["--model", LoadedModel.SampleFolder, "--name", LoadedModel.SampleName];
        return Run(
        [
            "run", "SampleSTS", "--output", _folder.At(output),
            .. options.Length == 0 ? ["--cache", Cache] : options,
            .. options.Contains("--model") ? [] : model,
        ]);
    }

    private async Task<JsonElement> Json(params string[] args)
    {
        var run = await Run(["cache", .. args, "--cache", Cache, "--json"]);
        Assert.Equal(0, run.ExitCode);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private string Scores(string output)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(FileIn(output, "SampleSTS.json")));
        return document.RootElement.GetProperty("scores").GetRawText();
    }

    private string FileIn(string output, string name) =>
        Directory.EnumerateFiles(_folder.At(output), name, SearchOption.AllDirectories).Single();

    private static Task<CliRun> Run(params string[] args) => CliRun.Of(args, TestContext.Current.CancellationToken);
}
