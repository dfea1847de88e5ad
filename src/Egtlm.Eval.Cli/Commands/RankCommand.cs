using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>rank</c>: its options, and the hand-over to <see cref="RankSession"/>.</summary>
internal static class RankCommand
{
    private const int DefaultTop = 3;

    public static Command Create(Shell shell)
    {
        var directory = new Argument<string>("dir")
        {
            Description = "Results: the folder of a revision, of mteb 1.x or 2.x too, or one that holds a single one",
        };
        var benchmark = CommonOptions.Text("--benchmark", "name", "Benchmark whose published scores to rank among");
        benchmark.Required = true;
        var common = CommonOptions.Flag(
            "--common", "Rank over the tasks that both sides have; else a task that is missing is an error");
        var published = CommonOptions.Text(
            "--published", "file", "Scores of your own to rank among, in the form of results/published/*.json");
        var top = new Option<int>("--top")
        {
            Description = "Models to show from the top, besides the five on each side; --json has all",
            DefaultValueFactory = _ => DefaultTop,
            HelpName = "n",
        };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("'--top' must be 0 or more");
            }
        });
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of the bootstraps",
            DefaultValueFactory = _ => 42,
            HelpName = "n",
        };
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command("rank", "Say where a model would stand among published ones, and how sure that is.")
        {
            directory, benchmark, common, published, top, seed, folders, json,
        };
        HelpFooter.Add(command, """
            Try:
              egtlm-eval rank results/org__model --benchmark cmteb
              egtlm-eval rank results/org__model/1 --benchmark mteb-eng-v2 --common --top 10
              egtlm-eval rank results/org__model --benchmark cmteb --json | jq .rank
            """);
        command.SetAction((parsed, cancellation) => RankSession.RunAsync(
            new RankRequest
            {
                Directory = parsed.GetRequiredValue(directory),
                Benchmark = parsed.GetRequiredValue(benchmark),
                OnlyCommon = parsed.GetValue(common),
                PublishedFile = parsed.GetValue(published),
                Top = parsed.GetValue(top),
                Seed = parsed.GetValue(seed),
                TasksFolders = CommonOptions.TaskFolders(parsed.GetValue(folders)),
                WritesJson = parsed.GetValue(json),
            },
            shell,
            cancellation));
        return command;
    }
}
