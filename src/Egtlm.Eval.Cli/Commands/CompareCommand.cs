using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>compare</c>: its options, and the hand-over to <see cref="CompareSession"/>.</summary>
internal static class CompareCommand
{
    public static Command Create(Shell shell)
    {
        var folders = new Argument<string[]>("results")
        {
            Description = "Folders of results, ours or of Python mteb; the first is what the others are compared with",
            Arity = new ArgumentArity(2, 1000),
        };
        var what = What();
        var seed = Seed();
        var tasks = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var markdown = new Option<bool>("--markdown") { Description = "Write GitHub Markdown" };
        var csv = new Option<bool>("--csv") { Description = "Write one line per task and model" };
        var command = new Command(
            "compare", "Put results side by side: scores, paired differences, and what is noise.")
        {
            folders, what, seed, tasks, json, markdown, csv,
        };
        command.Validators.Add(result =>
        {
            if (new[] { json, markdown, csv }.Count(option => result.GetValue(option)) > 1)
            {
                result.AddError("Only one of '--json', '--markdown' and '--csv' can be given.");
            }
        });
        HelpFooter.Add(command, """
            Try:
              egtlm-eval compare results/org__base results/org__joint
              egtlm-eval compare out/step-600 out/step-900 mteb-results/bge-large-zh/1 --benchmark cmteb --markdown

            Better and worse are said only where a paired 90 % interval and Holm's correction over the tasks say so.
            Results of Python mteb have no per-item values: their differences have no interval.
            """);
        command.SetAction((parsed, cancellation) => CompareSession.RunAsync(
            new CompareRequest(
                parsed.GetValue(folders) ?? [],
                parsed.GetValue(what) ?? [],
                parsed.GetValue(seed),
                CommonOptions.TaskFolders(parsed.GetValue(tasks)),
                parsed.GetValue(json) ? CompareFormat.Json
                    : parsed.GetValue(markdown) ? CompareFormat.Markdown
                    : parsed.GetValue(csv) ? CompareFormat.Csv
                    : CompareFormat.Table),
            shell,
            cancellation));
        return command;
    }

    /// <summary>Shared with <c>report</c>.</summary>
    internal static Option<string[]> What() => new("--benchmark")
    {
        Description = "Only this benchmark, part or task (repeatable) [all that is there]",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Shared with <c>report</c>.</summary>
    internal static Option<ulong> Seed() => new("--seed")
    {
        Description = "Seed of the bootstraps",
        DefaultValueFactory = _ => 42,
        HelpName = "n",
    };
}
