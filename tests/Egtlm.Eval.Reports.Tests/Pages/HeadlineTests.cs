using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Reports.Pages;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Pages;

public sealed class HeadlineTests
{
    private static readonly ScoreDifference s_better = new(0.1, DifferenceMark.Better, 0.05, 0.15);
    private static readonly ScoreDifference s_worse = new(0.5, DifferenceMark.Worse, 0.2, 0.7);
    private static readonly ScoreDifference s_noise = new(0.01, DifferenceMark.WithinNoise, -0.02, 0.04);

    [Fact]
    public void Embedding_gains_do_not_hide_what_generation_lost() => Assert.Equal(
        [
            "new against base: embedding mean better, +0.1000 (+0.0500 .. +0.1500; tasks 1 better, 0 within noise, 0 worse); "
                + "generation worse on GenregText, better on GenregChoice.",
        ],
        Headline.Of(Made(
            [Task("SampleSTS", "STS", s_better), Task("GenregText", "Generation", s_worse), Task("GenregChoice", "Generation", s_better)],
            s_better)));

    [Fact]
    public void Noise_is_called_noise() => Assert.Equal(
        [
            "new against base: embedding mean within noise, +0.0100 (-0.0200 .. +0.0400; tasks 0 better, 1 within noise, 0 worse); "
                + "generation within noise on all 1 tasks.",
        ],
        Headline.Of(Made([Task("SampleSTS", "STS", s_noise), Task("GenregText", "Generation", s_noise)], s_noise)));

    [Fact]
    public void Without_intervals_nothing_is_claimed() => Assert.Equal(
        ["new against base: embedding tasks 0 better, 0 within noise, 0 worse, 1 without an interval."],
        Headline.Of(Made([Task("SampleSTS", "STS", new ScoreDifference(0.3))], new ScoreDifference(0.3))));

    [Fact]
    public void The_mean_of_a_part_is_no_headline() => Assert.Equal(
        ["new against base: embedding tasks 1 better, 0 within noise, 0 worse."],
        Headline.Of(Made([Task("STSB", "STS", s_better)], s_better, allTasks: 31)));

    [Fact]
    public void Models_without_a_common_task_are_said_to_be() => Assert.Equal(
        ["new against base: they have no task in common."], Headline.Of(Made([], null)));

    private static ComparedTask Task(string name, string type, ScoreDifference difference) =>
        new(name, type, "metric", true, [0.5, 0.6], [null, difference]);

    private static Comparison Made(ComparedTask[] tasks, ScoreDifference? mean, int allTasks = 1) => new(
        ["base", "new"], 1, tasks,
        mean is null ? [] : [new ComparedMean("sample", ComparedMean.OverTasks, 1, allTasks, [0.5, 0.6], [null, mean])], []);
}
