using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>tasks validate</c>: task files and, with <c>--data</c>, the data they describe.</summary>
internal static class TasksValidateCommand
{
    public static Command Create(Shell shell)
    {
        var folders = CommonOptions.TasksDirectories();
        var data = CommonOptions.Data();
        data.Description = "Also compare the data of every task there with the known numbers of items; repeatable";
        var json = CommonOptions.Json();
        var command = new Command("validate", "Check every task, benchmark and policy file; exit 1 when one is wrong.")
        {
            folders,
            data,
            json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var directories = CommonOptions.TaskFolders(parsed.GetValue(folders));
            IReadOnlyList<TaskFinding> findings =
                [.. TaskCatalog.Validate(directories), .. GatePolicyFile.Validate(directories)];
            var (parts, found) = findings.Count == 0 && parsed.GetValue(data) is { Length: > 0 } places
                ? await DataOf(directories, places, cancellation)
                : (0, []);
            findings = [.. findings, .. found];
            if (parsed.GetValue(json))
            {
                shell.Result(JsonOutput.Write(new
                {
                    Version = 1,
                    Ok = findings.Count == 0,
                    Findings = findings,
                    PartsRead = parts,
                }));
            }
            else
            {
                Write(findings, directories, parts, shell);
            }

            return findings.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static Task<(int Parts, IReadOnlyList<TaskFinding> Findings)> DataOf(
        string[] directories, string[] places, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load(directories);
        return DataValidation.OfAsync(catalog, DatasetLocator.Create(catalog, places), cancellation);
    }

    private static void Write(IReadOnlyList<TaskFinding> findings, string[] directories, int parts, Shell shell)
    {
        foreach (var finding in findings)
        {
            shell.Error(finding.ToString(), finding.Hint);
        }

        if (findings.Count == 0)
        {
            var catalog = TaskCatalog.Load(directories);
            var read = parts == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {parts} splits of data");
            shell.Result(string.Create(
                CultureInfo.InvariantCulture,
                $"{catalog.Tasks.Count} tasks and {catalog.Benchmarks.Count} benchmarks are valid{read}"));
        }
    }
}
