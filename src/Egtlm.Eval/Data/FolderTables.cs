using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>The tables of a folder whose files are named after the splits.</summary>
/// <remarks>A file that is missing has the name that is expected first, which reading then complains of.</remarks>
internal static class FolderTables
{
    public static PartTables Of(TaskDefinition task, DataLocation location) => task switch
    {
        RetrievalTask => OfRetrieval(location),
        RerankingTask => OfReranking(location),
        ClassificationTask classification => OfRows(location) with
        {
            Train = Table(location.Folder, classification.TrainSplit),
        },
        GenerationTask { Shots: { } shots } => OfRows(location) with { Train = Table(location.Folder, shots.Split) },
        _ => OfRows(location),
    };

    public static PartTables OfReranking(DataLocation location) => DataFolder.IsRetrieval(location.Folder)
        ? OfRetrieval(location)
        : OfRows(location);

    public static PartTables OfRetrieval(DataLocation location)
    {
        var (folder, split) = (location.Folder, location.FileSplit);
        var candidates = DataFolder.Find(folder, DataFolder.TopRankedOf(location));
        return new PartTables
        {
            Corpus = Table(folder, DataFolder.Corpus),
            Queries = Table(folder, DataFolder.Queries),
            Qrels = new DataTable(
                [DataFolder.FindQrels(folder, split) ?? Path.Combine(folder, DataFolder.Qrels, split + ".tsv")]),
            TopRanked = candidates is null ? null : new DataTable([candidates]),
        };
    }

    private static PartTables OfRows(DataLocation location) =>
        new() { Rows = Table(location.Folder, location.FileSplit) };

    private static DataTable Table(string folder, string stem) =>
        new([DataFolder.Find(folder, stem) ?? Path.Combine(folder, stem + TableFormats.OfFolders[0])]);
}
