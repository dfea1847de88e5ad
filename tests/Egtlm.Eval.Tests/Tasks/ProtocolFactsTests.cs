using System.Globalization;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

/// <summary>Every task of the four protocols against the facts of the specification's tables.</summary>
public sealed class ProtocolFactsTests
{
    private static readonly IReadOnlyList<ProtocolFact> Facts = ProtocolFact.Read();

    [Theory]
    [InlineData("mteb-cmn-v1", 31)]
    [InlineData("cmteb-35-classic", 35)]
    [InlineData("mteb-eng-v2", 41)]
    [InlineData("mteb-eng-v1", 56)]
    public void Every_task_of_a_protocol_is_as_the_specification_says(string protocol, int count)
    {
        var tasks = BuiltInTasks.Catalog.Resolve([protocol]).ToDictionary(task => task.Name);
        ProtocolFact[] facts = [.. Facts.Where(fact => fact.Protocols.Contains(protocol))];

        Assert.Equal(count, facts.Length);
        Assert.Equal(facts.Select(fact => fact.Name).Order(), tasks.Keys.Order());
        Assert.Empty(facts.SelectMany(fact => Differences(fact, tasks[fact.Name], protocol)));
    }

    [Fact]
    public void The_twelve_forums_are_as_the_specification_says()
    {
        var aggregate = BuiltInTasks.Catalog.Find("CQADupstackRetrieval");
        ProtocolFact[] facts = [.. Facts.Where(fact => fact.Protocols.Contains("(CQADupstackRetrieval)"))];

        Assert.Equal(facts.Select(fact => fact.Name), aggregate.SubTasks);
        Assert.Empty(facts.SelectMany(fact => Differences(fact, BuiltInTasks.Catalog.Find(fact.Name), "")));
    }

    /// <summary>Says of every fact that the task does not share what it has instead.</summary>
    private static IEnumerable<string> Differences(ProtocolFact fact, TaskDefinition task, string protocol)
    {
        (string Name, string? Expected, string? Actual)[] facts =
        [
            ("type", fact["type"], TaskTypeName.Of(task.Type)),
            ("path", fact["path"] is "" ? null : fact["path"], fact["path"] is "" ? null : task.Dataset.Path),
            ("revision", fact["revision"], task.Dataset.Revision),
            ("splits", SplitsIn(protocol, fact), string.Join(',', task.Splits)),
            ("subset", fact["subset"], string.Join(',', task.Subsets.Select(subset => subset.Name))),
            ("main_score", MainScoreIn(protocol, fact), task.MainScore),
            ("prompt", fact["prompt"], PromptOf(task)),
            ("transforms", fact["transforms"], string.Join("; ", task.Transforms.Select(StepOf))),
            .. ProtocolOf(fact, task),
        ];
        return facts.Where(one => one.Expected != one.Actual)
            .Select(one => $"{fact.Name} {one.Name}: '{one.Actual}' instead of '{one.Expected}'")
            .Concat(CountDifferences(fact, task));
    }

    private static (string Name, string? Expected, string? Actual)[] ProtocolOf(
        ProtocolFact fact, TaskDefinition task) => task switch
        {
            RetrievalTask retrieval =>
                [("ignore_identical_ids", fact["ignore_identical_ids"], retrieval.IgnoreIdenticalIds ? "yes" : "")],
            StsTask sts => [("gold", fact["gold"], Scale(sts.MinScore, sts.MaxScore))],
            SummarizationTask summaries =>
            [
                ("gold", fact["gold"], Scale(summaries.MinScore, summaries.MaxScore)),
                ("p-values", fact.Name == "SummEval" ? "yes" : "", summaries.IncludesPValues ? "yes" : ""),
            ],
            ClassificationTask rows =>
            [
                ("samples_per_label", fact["samples_per_label"], Text(rows.SamplesPerLabel)),
                ("experiments", fact["experiments"] is "" ? "10" : fact["experiments"], Text(rows.Experiments)),
                ("train split", "train", rows.TrainSplit),
            ],
            ClusteringTask clustering => [("clustering", fact["clustering"], ClusteringOf(clustering))],
            _ => [],
        };

    private static IEnumerable<string> CountDifferences(ProtocolFact fact, TaskDefinition task) =>
        from split in task.Splits
        let known = task.Counts.SingleOrDefault(
            count => count.Split == split && count.Subset == task.Subsets[0].Name)
        from one in new[]
        {
            ("samples", known?.Samples), ("train", known?.Train),
            ("documents", known?.Documents), ("queries", known?.Queries),
        }
        where fact.Number(one.Item1) is { } expected && expected != one.Item2
        select $"{fact.Name} {split} {one.Item1}: {one.Item2} instead of {fact[one.Item1]}";

    // The paper's protocol differs from the tables in what its benchmark file says and why.
    private static string MainScoreIn(string protocol, ProtocolFact fact) => (protocol, fact["type"]) switch
    {
        ("cmteb-35-classic", "Reranking") => "map",
        ("cmteb-35-classic", "PairClassification") => "cosine_ap",
        _ => fact["main_score"],
    };

    private static string SplitsIn(string protocol, ProtocolFact fact) =>
        protocol == "cmteb-35-classic" && fact.Name == "MultilingualSentiment" ? "validation" : fact["splits"];

    private static string PromptOf(TaskDefinition task) => task.Prompt switch
    {
        null => "",
        { Text: { } text } => text,
        { Document: null } prompt => $"query: {prompt.Query}",
        var prompt => prompt.ToString(),
    };

    private static string StepOf(DatasetTransform transform)
    {
        var kind = transform.Kind switch
        {
            TransformKind.FlattenSets => "flatten_sets",
            TransformKind.SplitLabels => "split_labels",
            TransformKind.Subsample => "subsample",
            TransformKind.StratifiedSubsample => "stratified_subsample",
            TransformKind.DropSingleLabels => "drop_single_labels",
        };
        return $"{kind} {transform.Separator}{transform.Size}".TrimEnd();
    }

    private static string ClusteringOf(ClusteringTask task) => task.Protocol == ClusteringProtocol.Legacy
        ? "legacy"
        : $"fast {task.MaxFraction?.ToString(CultureInfo.InvariantCulture) ?? "all"}";

    private static string Scale(double lowest, double highest) => FormattableString.Invariant($"{lowest}-{highest}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
