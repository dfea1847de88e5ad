using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>report</c>: its options, and the hand-over to <see cref="ReportSession"/>.</summary>
internal static class ReportCommand
{
    public static Command Create(Shell shell)
    {
        var folders = new Argument<string[]>("results")
        {
            Description = "Folders of results, or folders that hold several; the first is the reference",
            Arity = ArgumentArity.OneOrMore,
        };
        CommonOptions.RefuseOptions(folders);
        var output = new Option<string>("--output", "-o")
        {
            Description = "Folder for report.html, report.md, report.json and charts/",
            HelpName = "dir",
            DefaultValueFactory = _ => "report",
        };
        var title = CommonOptions.Text("--title", "text", "Title of the report [the models' names]");
        var trend = CommonOptions.Flag(
            "--trend", "The results are checkpoints of one training, oldest first: adds curves and what was forgotten");
        var what = CompareCommand.What();
        var seed = CompareCommand.Seed();
        var tasks = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command("report", "Write a report of one or more models: HTML, Markdown with charts, JSON.")
        {
            folders, output, title, trend, what, seed, tasks, json,
        };
        HelpFooter.Add(command, """
            Try:
              egtlm-eval report results/org__base results/org__joint -o report
              egtlm-eval report out/step-300 out/step-600 out/step-900 --trend -o trend
              egtlm-eval report watched                          # what watch wrote, in the order of the training

            The page needs no network and no other file. The Markdown uses the charts beside it.
            """);
        command.SetAction((parsed, cancellation) => ReportSession.RunAsync(
            new ReportRequest(
                parsed.GetValue(folders) ?? [],
                parsed.GetValue(output) ?? "report",
                parsed.GetValue(what) ?? [],
                parsed.GetValue(title),
                parsed.GetValue(trend),
                parsed.GetValue(seed),
                CommonOptions.TaskFolders(parsed.GetValue(tasks)),
                parsed.GetValue(json)),
            shell,
            cancellation));
        return command;
    }
}
