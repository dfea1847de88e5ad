using System.CommandLine;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string[]> TasksDirectories() => new("--tasks-dir")
    {
        Description = "Folder with task files of your own, beside the built-in ones; repeatable",
        HelpName = "dir",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write one JSON document to stdout" };

    public static Option<bool> Offline() =>
        Flag("--offline", "Open no connection: data must be on this machine [HF_HUB_OFFLINE]");

    public static Option<string[]> Data() => Many(
        "--data", "dir", "Folder of data folders, or TASK[/SUBSET][@SPLIT]=DIR[#SPLIT OF DIR]; repeatable");

    public static Option<string> Text(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = helpName, Description = description };

    public static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>Refuses what looks like an option: a list of names would swallow a misspelt one.</summary>
    public static void RefuseOptions(Argument<string[]> names) => names.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"'{token.Value}' is not an option of this command");
        }
    });

    /// <summary>The built-in tasks folder and the user's, in that order.</summary>
    public static string[] TaskFolders(string[]? own) => [TaskFiles.BuiltInDirectory(), .. own ?? []];
}
