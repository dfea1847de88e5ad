using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Trends;

public sealed class TrendFileTests : IDisposable
{
    private const string Json =
        """{"version":1,"checkpoint":"checkpoint-500","step":500,"revision":"3f9a","date":"2026-11-27T02:03:04+00:00","verdict":"breach","exit_code":3,"scores":[{"task":"SampleSTS","metric":"cosine_spearman","score":0.75},{"task":"X","metric":"ap","score":null}],"seconds":41.5,"results":"run__checkpoint-500/3f9a","policy":"smoke","baseline":"team/base@1","error":null}""";

    private static readonly TrendLine s_line = new()
    {
        Checkpoint = "checkpoint-500",
        Step = 500,
        Revision = "3f9a",
        Date = new DateTimeOffset(2026, 11, 27, 2, 3, 4, TimeSpan.Zero),
        Verdict = GateOutcome.Breach,
        ExitCode = 3,
        Scores = [new TrendScore("SampleSTS", "cosine_spearman", 0.75), new TrendScore("X", "ap", null)],
        Seconds = 41.5,
        Results = "run__checkpoint-500/3f9a",
        Policy = "smoke",
        Baseline = "team/base@1",
    };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => _folder.At("trend.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_is_written_and_read_as_documented()
    {
        await TrendFile.AppendAsync(File, s_line);
        await TrendFile.AppendAsync(File, s_line with { Step = null, Verdict = null, Error = "gone" });

        var lines = await TrendFile.ReadAsync(File, Cancellation);

        Assert.Equal(Json, (await System.IO.File.ReadAllLinesAsync(File, Cancellation))[0]);
        Assert.Equal([500, null], lines.Select(line => line.Step));
        Assert.Equal([GateOutcome.Breach, null], lines.Select(line => line.Verdict));
        Assert.Equal(s_line.Scores, lines[0].Scores);
        Assert.Equal("gone", lines[1].Error);
        Assert.Equal(s_line.Date, lines[0].Date);
    }

    [Fact]
    public async Task There_is_no_trend_without_a_file() => Assert.Empty(await TrendFile.ReadAsync(File, Cancellation));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version":1,"checkpoint":"checkpoint-1000","st""")]
    public async Task A_torn_last_line_does_not_count_and_goes_with_the_next(string torn)
    {
        await System.IO.File.WriteAllTextAsync(File, Json + "\n" + torn, Cancellation);

        Assert.Single(await TrendFile.ReadAsync(File, Cancellation));
        await TrendFile.AppendAsync(File, s_line with { Step = 7 });

        Assert.Equal([500, 7], (await TrendFile.ReadAsync(File, Cancellation)).Select(line => line.Step));
        Assert.Equal(2, (await System.IO.File.ReadAllLinesAsync(File, Cancellation)).Length);
    }

    [Fact]
    public async Task A_whole_last_line_without_its_end_counts()
    {
        await System.IO.File.WriteAllTextAsync(File, Json + "\r\n\n" + Json, Cancellation);
        await TrendFile.AppendAsync(File, s_line);

        Assert.Equal(3, (await TrendFile.ReadAsync(File, Cancellation)).Count);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData(Json, "\"version\":1", "\"version\":2")]
    [InlineData(Json, "\"breach\"", "\"perhaps\"")]
    [InlineData(Json, "\"error\"", "\"eror\"")]
    [InlineData(Json, "\"checkpoint-500\"", "null")]
    public async Task A_wrong_line_is_an_error_with_its_number(string line, string found = " ", string instead = " ")
    {
        await System.IO.File.WriteAllTextAsync(File, $"{Json}\n{line.Replace(found, instead)}\n", Cancellation);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => TrendFile.ReadAsync(File, Cancellation));

        Assert.StartsWith($"{File}:2: not a line of a trend: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_lines_are_one_for_each_checkpoint_and_revision_by_step()
    {
        TrendLine[] lines =
        [
            s_line with { Checkpoint = "final", Step = null },
            s_line with { Checkpoint = "checkpoint-1000", Step = 1000 },
            s_line with { ExitCode = 1 },
            s_line,
            s_line with { Revision = "other" },
        ];

        Assert.Equal(
            ["checkpoint-500 3f9a 3", "checkpoint-500 other 3", "checkpoint-1000 3f9a 3", "final 3f9a 3"],
            TrendFile.Latest(lines).Select(line => $"{line.Checkpoint} {line.Revision} {line.ExitCode}"));
    }
}
