using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Cli.Watching;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>watch</c>: its options, and the hand-over to <see cref="WatchSession"/>.</summary>
internal static class WatchCommand
{
    public static Command Create(Shell shell)
    {
        var directory = new Argument<string>("checkpoints")
        {
            Description = "Folder that a training writes its checkpoint folders to, such as checkpoint-500",
        };
        var policy = CommonOptions.Text("--policy", "name|file", "Policy: release, smoke or a file [smoke]");
        var baseline = CommonOptions.Text(
            "--baseline",
            "dir",
            $"Results or a model to compare with, or '{WatchRequest.First}' for the first checkpoint [no gate]");
        var benchmarks = CommonOptions.Many(
            "--benchmarks", "name", "Tasks and benchmarks; repeatable or with commas [what the policy checks]");
        var settle = Seconds("--settle", "How long a folder must not change before it is read", 10);
        var interval = Seconds("--interval", "How long to wait between two looks", 30);
        var done = CommonOptions.Text("--done-file", "name", "A folder with this file need not settle [DONE]");
        var once = CommonOptions.Flag("--once", "Evaluate what is there and exit with the worst exit code of all");
        var retry = CommonOptions.Flag("--retry", "Try checkpoints again that failed or were invalid");
        var inconclusive = GateCommand.Inconclusive();
        var settings = new EncoderSettings();
        var instructions = CommonOptions.Text("--instructions", "source", "As for 'run' [auto]");
        var prompts = CommonOptions.Text("--prompts", "file", "As for 'run'");
        var name = CommonOptions.Text("--name", "org/name", "Name of the training run in result folders [from folder]");
        var data = CommonOptions.Data();
        var offline = CommonOptions.Offline();
        var folders = CommonOptions.TasksDirectories();
        var output = CommonOptions.Text("--output", "dir", "Folder of results and trend.jsonl [results]", "-o");
        var json = CommonOptions.Flag("--json", "Write the line of each checkpoint to stdout, as in trend.jsonl");
        var quiet = CommonOptions.Flag("--quiet", "Write no progress", "-q");
        var command = new Command(
            "watch", "Evaluate every new complete checkpoint of a training run once, and keep the trend.")
        {
            directory, policy, baseline, benchmarks, once, retry, inconclusive, settle, interval, done,
        };
        settings.AddTo(command);
        Option[] others = [instructions, prompts, name, data, offline, folders, output, json, quiet];
        Array.ForEach(others, command.Add);
        HelpFooter.Add(command, """
            Try:
              egtlm-eval watch out/egtlm-7b --baseline results/org__sft/1
              egtlm-eval watch out/egtlm-7b --baseline first --output trend
              egtlm-eval watch out/egtlm-7b --baseline models/sft --once --json

            Exit codes of --once (the worst of all checkpoints that are there, evaluated now or earlier):
              0 pass or no gate   4 inconclusive   3 breach   1 failed, invalid or nothing there   2 usage
            Without --once it ends with Ctrl-C, 130; the same command goes on from there.
            """);
        command.SetAction((parsed, cancellation) =>
        {
            shell.IsQuiet = parsed.GetValue(quiet);
            var run = new RunRequest
            {
                What = [],
                Data = parsed.GetValue(data) ?? [],
                IsOffline = parsed.GetValue(offline),
                Subsets = [],
                TasksDirectories = parsed.GetValue(folders) ?? [],
                Output = parsed.GetValue(output) ?? "results",
                Instructions = parsed.GetValue(instructions),
                Prompts = parsed.GetValue(prompts),

                // No cache: no other checkpoint has these weights.
                Encoder = settings.Read(parsed) with { Name = parsed.GetValue(name) },
            };
            return WatchSession.RunAsync(
                new WatchRequest
                {
                    Directory = parsed.GetRequiredValue(directory),
                    Policy = parsed.GetValue(policy) ?? "smoke",
                    Baseline = parsed.GetValue(baseline),
                    Benchmarks = [.. (parsed.GetValue(benchmarks) ?? []).SelectMany(value => value.Split(','))],
                    Run = run,
                    Inconclusive = parsed.GetValue(inconclusive),
                    Settle = TimeSpan.FromSeconds(parsed.GetValue(settle)),
                    Interval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
                    DoneFile = parsed.GetValue(done) ?? "DONE",
                    IsOnce = parsed.GetValue(once),
                    Retries = parsed.GetValue(retry),
                    WritesJson = parsed.GetValue(json),
                },
                shell,
                cancellation);
        });
        return command;
    }

    /// <summary>A time in seconds, from 0 to a day.</summary>
    private static Option<double> Seconds(string name, string description, double usual)
    {
        var option = new Option<double>(name)
        {
            Description = description,
            HelpName = "seconds",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            // Another text than a number is the parser's to refuse.
            if (result.Tokens is [var token, ..]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds)
                && seconds is not (>= 0 and <= 86400))
            {
                result.AddError($"'{name}' takes 0 to 86400 seconds");
            }
        });
        return option;
    }
}
