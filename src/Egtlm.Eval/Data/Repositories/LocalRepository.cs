using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>A folder that may be a downloaded dataset repository.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Layout">By the card's <c>configs</c>, else by file names.</param>
/// <param name="HasConfigurations">Whether the card names them; else the layout is a guess.</param>
public sealed record LocalRepository(string Folder, DatasetLayout Layout, bool HasConfigurations)
{
    /// <summary>Reads the card and the names of the files, as deep as folders go; hidden ones are left out.</summary>
    /// <exception cref="EvaluationException">The card is not valid.</exception>
    public static LocalRepository Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var file = Path.Combine(folder, DatasetLayout.CardFile);
        var card = File.Exists(file) ? File.ReadAllText(file) : null;
        var options = new EnumerationOptions { RecurseSubdirectories = true };
        string[] paths =
        [
            .. Directory.EnumerateFiles(folder, "*", options)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')),
        ];
        return new LocalRepository(folder, DatasetLayout.Of(folder, card, paths), HasConfigs(folder, card));
    }

    /// <summary>Whether the folder has a card that names configurations.</summary>
    /// <exception cref="EvaluationException">The card is not valid.</exception>
    public static bool HasConfigs(string folder)
    {
        var file = Path.Combine(folder, DatasetLayout.CardFile);
        return File.Exists(file) && HasConfigs(folder, File.ReadAllText(file));
    }

    /// <summary>The tables of a part of a task, with full paths.</summary>
    /// <exception cref="EvaluationException">Something is not there; the message says what is.</exception>
    public PartTables TablesOf(TaskDefinition task, string subset, string split) =>
        RepositoryData.TablesOf(task, subset, split, Layout).In(Folder);

    private static bool HasConfigs(string folder, string? card) =>
        card is not null && DatasetCard.Configurations(folder, card).Count > 0;
}
