using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>export</c>: its options, and the hand-over to <see cref="ExportSession"/>.</summary>
internal static class ExportCommand
{
    public static Command Create(Shell shell)
    {
        var directory = new Argument<string>("dir")
        {
            Description = "Results: the folder of a revision, of mteb 1.x or 2.x too, or one that holds a single one",
        };
        var format = CommonOptions.Text(
            "--format",
            ExportFormats.Names,
            "mteb-results: folders for the public results repository; mteb-readme: the block of a model card that the "
            + "leaderboard read until mteb 2; csv: task, subset, split, metric, score");
        format.Required = true;
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && ExportFormats.Find(token.Value) is null)
            {
                result.AddError($"'--format' does not take '{token.Value}', expected {ExportFormats.Names}");
            }
        });
        var output = CommonOptions.Text(
            "--output", "path", "File to write [stdout]; of mteb-results the folder, required", "-o");
        var overwrite = CommonOptions.Flag("--overwrite", "Replace files that are there and differ");
        var folders = CommonOptions.TasksDirectories();
        var command = new Command("export", "Write results in the form of another tool.")
        {
            directory, format, output, overwrite, folders,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(format) is { } name
                && ExportFormats.Find(name) == ExportFormat.MtebResults && result.GetValue(output) is null)
            {
                result.AddError("Option '--output' is required with mteb-results.");
            }
        });
        HelpFooter.Add(command, """
            Try:
              egtlm-eval export results/org__model --format csv > scores.csv
              egtlm-eval export results/org__model --format mteb-readme -o card.md
              egtlm-eval export results/org__model --format mteb-results -o ../embeddings-benchmark-results
            """);
        command.SetAction((parsed, cancellation) => ExportSession.RunAsync(
            new ExportRequest
            {
                Directory = parsed.GetRequiredValue(directory),
                Format = ExportFormats.Find(parsed.GetRequiredValue(format))!.Value, // not null: validated
                Output = parsed.GetValue(output),
                Overwrites = parsed.GetValue(overwrite),
                TasksFolders = CommonOptions.TaskFolders(parsed.GetValue(folders)),
            },
            shell,
            cancellation));
        return command;
    }
}
