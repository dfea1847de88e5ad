namespace Egtlm.Eval.Results;

/// <summary>What a result folder holds, whichever tool and version wrote it.</summary>
public sealed record ResultSet
{
    /// <summary>The folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// <c>org/model</c>, as <c>model_meta.json</c> or <c>run.json</c> says, else from the folders' names.
    /// </summary>
    public required string Model { get; init; }

    /// <summary><c>no_revision_available</c> where nothing says it.</summary>
    public required string Revision { get; init; }

    /// <summary>Another way to use the model, such as <c>embed_dim_64</c>; null for its plain results.</summary>
    public string? Experiment { get; init; }

    /// <summary>Task → document, under today's names; the splits, subsets and metrics as the file has them.</summary>
    public required IReadOnlyDictionary<string, TaskResult> Documents { get; init; }

    /// <summary>Task → path of the file that its document was read from.</summary>
    public IReadOnlyDictionary<string, string> DocumentPaths { get; init; } = new Dictionary<string, string>();

    /// <summary>Task → path of its <see cref="ItemFile"/>, where there is one.</summary>
    public IReadOnlyDictionary<string, string> ItemPaths { get; init; } = new Dictionary<string, string>();

    /// <summary>How the results came to be; null for results of Python, or when it is damaged.</summary>
    public RunManifest? Manifest { get; init; }

    /// <summary>What was left out or guessed, for the reader.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary><c>org/model@revision</c>, and the experiment where there is one.</summary>
    public string Label => Experiment is null ? $"{Model}@{Revision}" : $"{Model}@{Revision} ({Experiment})";
}
