namespace Egtlm.Eval.Data;

/// <summary>Where the data of one subset and split of a task lies.</summary>
/// <param name="Folder">Full path of the folder that holds the subset.</param>
/// <param name="Split">The split of the task.</param>
/// <param name="FileSplit">What the folder calls it; the same unless the user said otherwise.</param>
public sealed record DataLocation(string Folder, string Split, string FileSplit)
{
    public DataLocation(string folder, string split)
        : this(folder, split, split)
    {
    }

    /// <summary>A file of the folder.</summary>
    internal string File(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>The JSON lines of the split.</summary>
    internal string SplitFile => File(FileSplit + ".jsonl");
}
