using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>The tables of a folder whose files are named after the splits.</summary>
internal static class FolderTables
{
    /// <summary>The files that are there; one that is missing has the name that is expected first.</summary>
    public static PartTables Of(TaskDefinition task, DataLocation location)
    {
        var folder = location.Folder;
        if (task is RetrievalTask || (task is RerankingTask && DataFolder.IsRetrieval(folder)))
        {
            var candidates = DataFolder.Find(folder, DataFolder.TopRanked, location.FileSplit);
            return new PartTables
            {
                Corpus = Table(folder, DataFolder.Corpus),
                Queries = Table(folder, DataFolder.Queries),
                Qrels = new DataTable(
                    [DataFolder.FindQrels(folder, location.FileSplit)
                        ?? Path.Combine(folder, DataFolder.Qrels, location.FileSplit + ".tsv")]),
                TopRanked = candidates is null ? null : new DataTable([candidates]),
            };
        }

        return new PartTables
        {
            Rows = Table(folder, location.FileSplit),
            Train = task is ClassificationTask classification ? Table(folder, classification.TrainSplit) : null,
        };
    }

    private static DataTable Table(string folder, string stem) =>
        new([DataFolder.Find(folder, stem) ?? Path.Combine(folder, stem + TableFormats.OfFolders[0])]);
}
