using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Testing.Synthetic;

/// <summary>How large the made-up data of one part of a task is.</summary>
/// <param name="Samples">Rows of the evaluated split; texts over all sets in clustering.</param>
/// <param name="Train">Rows of the training split.</param>
/// <param name="Labels">Classes or clusters.</param>
/// <param name="Words">Words of a document; shorter texts have a quarter of them.</param>
public sealed record SyntheticSize(
    int Samples, int Train, int Documents, int Queries, int Candidates, int Labels, int Sets, int Words)
{
    /// <summary>A size at which all tasks of a benchmark run in seconds.</summary>
    public static SyntheticSize Small(TaskDefinition task, string split, string subset) => new(
        Samples: SmallSamples(task), Train: 96, Documents: 90, Queries: 12, Candidates: 8, Labels: 4, Sets: 3, Words: 12);

    /// <summary>As many items as the task file says that the real data set has.</summary>
    public static SyntheticSize Real(TaskDefinition task, string split, string subset)
    {
        var count = task.Counts.FirstOrDefault(one => one.Split == split && one.Subset == subset)
            ?? throw new ArgumentException($"'{task.Name}' does not say how many items it has", nameof(task));
        var documents = count.Documents ?? 0;
        var queries = count.Queries ?? 0;
        return new SyntheticSize(
            count.Samples ?? 0,
            count.Train ?? 0,
            documents,
            queries,
            Candidates: queries == 0 ? 0 : Math.Min(1000, documents / queries),
            LabelsOf(task.Name),
            Sets: 10,
            Words: 90);
    }

    // mteb takes 2048 rows of the hierarchical sets, and 4 % of the others.
    private static int SmallSamples(TaskDefinition task) => task switch
    {
        { Transforms: [.., { Kind: TransformKind.Subsample, Size: { } size }] } => size + 60,
        ClusteringTask { Protocol: ClusteringProtocol.Fast } => 900,
        _ => 60,
    };

    /// <summary>Classes of the Chinese data sets (scoring-spec §1.1); two elsewhere.</summary>
    private static int LabelsOf(string task) => task switch
    {
        "TNews" => 15,
        "IFlyTek" => 119,
        "MultilingualSentiment" => 3,
        "CLSClusteringS2S" or "CLSClusteringP2P" => 13,
        "ThuNewsClusteringS2S" or "ThuNewsClusteringP2P" => 14,
        _ => 2,
    };
}
