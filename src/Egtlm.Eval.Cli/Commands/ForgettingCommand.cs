using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Reports.Trends;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>forgetting</c>: what the last of several checkpoints lost against the best before it.</summary>
internal static class ForgettingCommand
{
    public static Command Create(Shell shell)
    {
        var directories = new Argument<string[]>("dirs")
        {
            Description = "Result folders in training order, two or more",
            Arity = new ArgumentArity(2, 10_000),
        };
        CommonOptions.RefuseOptions(directories);
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command(
            "forgetting", "Show what a training run had and lost: best earlier value - value now, per metric.")
        {
            directories, folders, json,
        };
        HelpFooter.Add(command, """
            A loss is above 0 whatever the metric's direction; it has no interval: 'gate' judges.

            Try:
              egtlm-eval forgetting results/org__step-300 results/org__step-600 results/org__step-900
              egtlm-eval forgetting results/org__step-* --json
            """);
        command.SetAction(async (parsed, cancellation) =>
        {
            var catalog = TaskCatalog.Load(CommonOptions.TaskFolders(parsed.GetValue(folders)));
            var sides = new List<GateSide>();
            foreach (var directory in parsed.GetRequiredValue(directories))
            {
                sides.Add(await GateSide.OpenAsync(directory, cancellation));
            }

            var report = await ForgettingReport.OfAsync(sides, catalog, cancellation);
            Write(report, parsed.GetValue(json), shell);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(ForgettingReport report, bool writesJson, Shell shell)
    {
        foreach (var note in report.Notes)
        {
            shell.Warn(note);
        }

        if (writesJson)
        {
            shell.Result(JsonOutput.Write(new { Version = 1, Ok = true, report.Checkpoints, report.Rows, report.Notes }));
            return;
        }

        string[][] rows = [.. report.Rows.Select(row => (string[])
        [
            row.Task,
            row.Metric,
            row.HigherIsBetter ? "higher" : "lower",
            Text(row.BestEarlier is { } best ? row.Values[best] : null),
            row.BestEarlier is { } place ? report.Checkpoints[place] : "",
            Text(row.Values[^1]),
            row.Lost[^1]?.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture) ?? "-",
        ])];
        string[] headers = ["task", "metric", "better", "best earlier>", "of", "now>", "lost>"];
        Array.ForEach([.. TextTable.Lines(headers, rows)], shell.Result);
        var last = report.Rows.Where(row => row.Lost[^1] is not null).ToArray();
        shell.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Checkpoints[^1]}: {last.Count(row => row.Lost[^1] > 0)} of {last.Length} metrics were better before"));
    }

    private static string Text(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
