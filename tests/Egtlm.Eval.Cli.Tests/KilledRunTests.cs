using System.Diagnostics;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>The program as a process of its own, killed without warning and started again.</summary>
public sealed class KilledRunTests(SyntheticHubFixture hub) : IClassFixture<SyntheticHubFixture>, IDisposable
{
    private const string Benchmark = "mteb-cmn-v1";
    private const int Kills = 20;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Home => Path.Combine(_folder.Path, "hf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_killed_at_twenty_points_ends_with_the_files_of_an_undisturbed_one()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync("whole", null));
        var duration = watch.Elapsed;
        var expected = Files("whole");

        // A seed makes the points the same every time; where in the work they fall depends on the machine.
        var random = new Random(20);
        var (killed, round) = (0, 0);
        while (killed < Kills)
        {
            var output = FormattableString.Invariant($"round{round++}");
            while (killed < Kills && await RunAsync(output, duration * random.NextDouble()) != 0)
            {
                killed++;
            }

            Assert.Equal(0, await RunAsync(output, null));
            Assert.Equal(expected.Keys, Files(output).Keys);
            Assert.All(Files(output), file => Assert.Equal(expected[file.Key], file.Value));
        }
    }

    /// <summary>The result documents of a run and their content.</summary>
    private SortedDictionary<string, string> Files(string output)
    {
        var folder = Path.Combine(_folder.Path, output, "baseline__hash", "1");
        var files = Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is not "run.json");
        return new(files.ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText), StringComparer.Ordinal);
    }

    /// <returns>The exit code; 137 when the process was killed.</returns>
    private async Task<int> RunAsync(string output, TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [typeof(Application).Assembly.Location, "run", Benchmark, "--model", "baseline/hash", "--output", output])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in (string[])["HF_ENDPOINT", "HF_HOME"])
        {
            start.Environment[name] = hub.Variables(Home)(name);
        }

        start.Environment["SOURCE_DATE_EPOCH"] = "1700000000";
        using var process = Process.Start(start)!; // not null: a new process was asked for
        var texts = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        if (killAfter is { } delay)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            timer.CancelAfter(delay);
            try
            {
                await process.WaitForExitAsync(timer.Token);
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(Cancellation);
        await texts;
        return process.ExitCode;
    }
}
