using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data;

/// <summary>Where the data of one subset and split of a task lies.</summary>
/// <param name="Folder">Full path of the folder that holds the subset, or of the dataset repository.</param>
/// <param name="Split">The split of the task.</param>
/// <param name="FileSplit">What the folder calls it; the same unless the user said otherwise.</param>
public sealed record DataLocation(string Folder, string Split, string FileSplit)
{
    public DataLocation(string folder, string split)
        : this(folder, split, split)
    {
    }

    /// <summary>The tables of a dataset repository, with full paths; null for a folder whose files are named after the
    /// splits.</summary>
    public PartTables? Tables { get; init; }
}
