using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>tasks</c>: list, show and validate task files.</summary>
internal static class TasksCommand
{
    public static Command Create(Shell shell) => new("tasks", "List, show, validate or begin tasks and benchmarks.")
    {
        List(shell),
        Show(shell),
        Validate(shell),
        TasksNewCommand.Create(shell),
    };

    private static Command List(Shell shell)
    {
        var what = new Argument<string[]>("what")
        {
            Description = "Tasks, benchmarks or parts of one (sample/sts); all tasks when left out",
            Arity = ArgumentArity.ZeroOrMore,
        };
        CommonOptions.RefuseOptions(what);
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command("list", "List tasks with their type, subsets, splits and main score.") { what, folders, json };
        command.SetAction(parsed =>
        {
            var catalog = TaskCatalog.Load(CommonOptions.TaskFolders(parsed.GetValue(folders)));
            var names = parsed.GetValue(what) ?? [];
            var tasks = names.Length == 0 ? catalog.Tasks : catalog.Resolve(names);
            if (parsed.GetValue(json))
            {
                shell.Result(JsonOutput.Write(new { Version = 1, Ok = true, Tasks = tasks.Select(Summary) }));
                return;
            }

            string[][] rows = [.. tasks.Select(Row)];
            foreach (var line in TextTable.Lines(["task", "type", "subsets>", "splits", "main score", "data set"], rows))
            {
                shell.Result(line);
            }

            var benchmarks = catalog.Benchmarks.Select(one => string.Join(" = ", one.Aliases.Prepend(one.Name)));
            shell.Info($"{tasks.Count} tasks; benchmarks: {string.Join(", ", benchmarks)}");
        });
        return command;
    }

    private static Command Show(Shell shell)
    {
        var name = new Argument<string>("task") { Description = "A task" };
        var folders = CommonOptions.TasksDirectories();
        var command = new Command("show", "Print the file of a task.") { name, folders };
        command.SetAction(parsed =>
        {
            var catalog = TaskCatalog.Load(CommonOptions.TaskFolders(parsed.GetValue(folders)));
            var task = catalog.Find(parsed.GetRequiredValue(name));
            shell.Info(task.SourceFile);
            shell.Result(File.ReadAllText(task.SourceFile).TrimEnd());
        });
        return command;
    }

    private static Command Validate(Shell shell)
    {
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command("validate", "Check every task, benchmark and policy file; exit 1 when one is wrong.")
        {
            folders,
            json,
        };
        command.SetAction(parsed =>
        {
            var directories = CommonOptions.TaskFolders(parsed.GetValue(folders));
            TaskFinding[] findings = [.. TaskCatalog.Validate(directories), .. GatePolicyFile.Validate(directories)];
            if (parsed.GetValue(json))
            {
                shell.Result(JsonOutput.Write(new { Version = 1, Ok = findings.Length == 0, Findings = findings }));
            }
            else
            {
                foreach (var finding in findings)
                {
                    shell.Error(finding.ToString(), finding.Hint);
                }

                if (findings.Length == 0)
                {
                    var catalog = TaskCatalog.Load(directories);
                    shell.Result(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{catalog.Tasks.Count} tasks and {catalog.Benchmarks.Count} benchmarks are valid"));
                }
            }

            return findings.Length == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static string[] Row(TaskDefinition task) =>
    [
        task.Name,
        TaskTypes.NameOf(task.Type),
        task.Subsets.Count.ToString(CultureInfo.InvariantCulture),
        string.Join(",", task.Splits),
        task.MainScore,
        $"{task.Dataset.Path}@{task.Dataset.Revision[..Math.Min(8, task.Dataset.Revision.Length)]}",
    ];

    private static object Summary(TaskDefinition task) => new
    {
        task.Name,
        Type = TaskTypes.NameOf(task.Type),
        Dataset = new { task.Dataset.Path, task.Dataset.Revision },
        Subsets = task.Subsets.Select(subset => new { subset.Name, subset.Languages }),
        task.Splits,
        task.MainScore,
        task.Reference,
    };
}
