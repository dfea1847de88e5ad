namespace Egtlm.Eval.Data.Repositories;

/// <summary>A split of a configuration.</summary>
/// <param name="Files">Paths in the repository, in the order of the rows.</param>
/// <param name="Missing">A file that README.md names and that is not there; null when none is.</param>
public sealed record DatasetSplit(string Name, IReadOnlyList<string> Files, string? Missing = null);

/// <summary>A table of a dataset repository, in splits.</summary>
/// <param name="Field">The property of JSON documents that holds the rows; null when the document is the rows.</param>
/// <param name="Separator">What separates the fields of text files; null for what their names say.</param>
public sealed record DatasetConfiguration(
    string Name, IReadOnlyList<DatasetSplit> Splits, string? Field = null, char? Separator = null);

/// <summary>How a dataset repository is laid out: configurations, their splits and their files.</summary>
/// <param name="Dataset">Path on the hub, or folder, for messages.</param>
/// <param name="Default">The configuration that is meant when none is named; null when there is none.</param>
public sealed record DatasetLayout(
    string Dataset, IReadOnlyList<DatasetConfiguration> Configurations, string? Default)
{
    /// <summary>The name of the only configuration of a repository that names none.</summary>
    public const string DefaultName = "default";

    /// <summary>The card that names the configurations.</summary>
    public const string CardFile = "README.md";

    /// <summary>Reads the layout as <c>datasets</c> does: from the card's <c>configs</c>, else by
    /// file names.</summary>
    /// <param name="dataset">Path on the hub, or folder, for messages.</param>
    /// <param name="card">The text of README.md; null when there is none.</param>
    /// <param name="paths">Every file of the repository, with forward slashes.</param>
    /// <exception cref="EvaluationException">The card is not valid.</exception>
    public static DatasetLayout Of(string dataset, string? card, IReadOnlyList<string> paths)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataset);
        ArgumentNullException.ThrowIfNull(paths);
        var named = card is null ? [] : DatasetCard.Configurations(dataset, card);
        if (named.Count == 0)
        {
            return new DatasetLayout(
                dataset, [new DatasetConfiguration(DefaultName, DefaultPatterns.Find(paths))], DefaultName);
        }

        string[] defaults = [.. named.Where(one => named.Count == 1 || one.IsDefault).Select(one => one.Name)];
        return defaults.Length <= 1
            ? new DatasetLayout(
                dataset, [.. named.Select(one => one.Resolve(paths))], defaults.FirstOrDefault())
            : throw new EvaluationException(
                $"README.md of '{dataset}' has several default configurations: {Quoted(defaults)}");
    }

    /// <summary>Whether there is a configuration of this name.</summary>
    public bool Has(string configuration) => Configurations.Any(one => one.Name == configuration);

    /// <summary>A configuration by name; the default one when <paramref name="name"/> is null.</summary>
    /// <exception cref="EvaluationException">There is none; the message says which there are.</exception>
    public DatasetConfiguration Configuration(string? name)
    {
        if ((name ?? Default) is not { } wanted)
        {
            throw new EvaluationException(
                $"dataset '{Dataset}' has no default configuration; it has {Names}",
                "name the subset in the task file as the configuration is called");
        }

        return Configurations.FirstOrDefault(one => one.Name == wanted) ?? throw new EvaluationException(
            $"dataset '{Dataset}' has no configuration '{wanted}'; it has {Names}");
    }

    private string Names => Quoted(Configurations.Select(one => one.Name));

    /// <summary>Names in quotes, some of very many.</summary>
    internal static string Quoted(IEnumerable<string> names)
    {
        string[] all = [.. names.Select(name => $"'{name}'")];
        return all.Length == 0 ? "none"
            : string.Join(", ", all.Take(20)) + (all.Length > 20 ? $" and {all.Length - 20} more" : "");
    }
}
