using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>results</c>: what is done with result files.</summary>
internal static class ResultsCommand
{
    public static Command Create(Shell shell) => new("results", "Check result files.") { Check(shell) };

    private static Command Check(Shell shell)
    {
        var directory = new Argument<string>("dir") { Description = "Results of runs, of one model or one revision" };
        var earlier = CommonOptions.Text("--base", "dir", "Earlier state of the results, to find what was lost");
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command("check", "Check results as the public results repository does; exit 1 on findings.")
        {
            directory, earlier, folders, json,
        };
        HelpFooter.Add(command, """
            Try:
              egtlm-eval results check results
              egtlm-eval results check results/org__model --base ../embeddings-benchmark/results
            """);
        command.SetAction(parsed =>
        {
            var catalog = TaskCatalog.Load(CommonOptions.TaskFolders(parsed.GetValue(folders)));
            var report = ResultChecks.Check(
                parsed.GetRequiredValue(directory), parsed.GetValue(earlier), catalog.Tasks);
            Write(report, parsed.GetValue(json), shell);
            return report.Findings.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(ResultReport report, bool writesJson, Shell shell)
    {
        if (writesJson)
        {
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = report.Findings.Count == 0,
                report.Folders,
                report.Files,
                report.Findings,
                report.Notes,
            }));
            return;
        }

        foreach (var finding in report.Findings)
        {
            shell.Error(finding.ToString(), finding.Hint);
        }

        if (report.Findings.Count == 0)
        {
            shell.Result(string.Create(
                CultureInfo.InvariantCulture, $"{report.Files} results in {report.Folders} folders pass"));
        }
        else
        {
            shell.Info(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Findings.Count} findings on {report.Files} results in {report.Folders} folders"));
        }

        foreach (var note in report.Notes)
        {
            shell.Info($"note     {note}");
        }
    }
}
