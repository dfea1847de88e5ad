using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class TaskResultMergeTests
{
    private static readonly StsTask s_task = new()
    {
        Name = "Toy",
        Dataset = new DatasetReference("org/toy", "d1"),
        Subsets = [new TaskSubset("zh", ["cmn-Hans"]), new TaskSubset("en", ["eng-Latn"])],
        Splits = ["validation", "test"],
        MainScore = "cosine_spearman",
        MinScore = 0,
        MaxScore = 5,
    };

    [Fact]
    public void Added_parts_stand_in_the_order_of_the_task_and_foreign_ones_stay_last()
    {
        var result = new TaskResult
        {
            DatasetRevision = "d1",
            TaskName = "Toy",
            Splits = [new SplitResult("train", [Subset("fr", 0.1)]), new SplitResult("test", [Subset("en", 0.2)])],
        };

        result = TaskResultMerge.Add(result, "test", Subset("zh", 0.3), s_task);
        result = TaskResultMerge.Add(result, "validation", Subset("en", 0.4), s_task);

        Assert.Equal(["validation", "test", "train"], result.Splits.Select(split => split.Name));
        Assert.Equal(["zh", "en"], result.Splits[1].Subsets.Select(subset => subset.Subset));
        Assert.Equal(0.1, result.Find("train", "fr")!.MainScore);
    }

    [Fact]
    public void The_same_part_is_replaced()
    {
        var result = Empty();

        result = TaskResultMerge.Add(result, "test", Subset("en", 0.2), s_task);
        result = TaskResultMerge.Add(result, "test", Subset("en", 0.7), s_task);

        Assert.Equal(0.7, Assert.Single(Assert.Single(result.Splits).Subsets).MainScore);
    }

    [Fact]
    public void Versions_of_all_parts_become_a_range_and_old_parts_get_the_version_of_their_file()
    {
        var old = Empty() with
        {
            MtebVersion = "2.3.10",
            Splits = [new SplitResult("test", [Subset("en", 0.2, null)])],
        };

        var result = TaskResultMerge.Add(old, "test", Subset("zh", 0.3), s_task);

        Assert.Equal("2.3.10-2.20.0", result.MtebVersion);
        Assert.Equal("2.3.10", result.Find("test", "en")!.MtebVersion);
    }

    [Fact]
    public void Mean_is_over_the_asked_parts_and_not_a_number_when_one_is_missing()
    {
        var result = TaskResultMerge.Add(Empty(), "test", Subset("en", 0.2), s_task);
        result = TaskResultMerge.Add(result, "test", Subset("zh", 0.4), s_task);

        Assert.Equal(0.3, result.MeanOf("missing", [new("test", "en"), new("test", "zh")]), 12);
        Assert.Equal(0.2, result.MeanOf("missing", [new("test", "en")]));
        Assert.Equal(double.NaN, result.MeanOf("missing", [new("test", "en"), new("dev", "en")]));
    }

    private static TaskResult Empty() => new() { DatasetRevision = "d1", TaskName = "Toy", Splits = [] };

    private static SubsetResult Subset(string name, double score, string? version = "2.20.0")
    {
        var values = new Scores
        {
            { "main_score", score },
            { "hf_subset", new ScoreValue.Text(name) },
            { "languages", new ScoreValue.List([]) },
        };
        if (version is not null)
        {
            values.Add("mteb_version", new ScoreValue.Text(version));
        }

        return new SubsetResult(values);
    }
}
