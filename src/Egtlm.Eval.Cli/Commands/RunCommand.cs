using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>run</c>: its options, and the hand-over to <see cref="RunSession"/>.</summary>
internal static class RunCommand
{
    public static Command Create(Shell shell)
    {
        var what = new Argument<string[]>("what")
        {
            Description = "Tasks (STSBenchmark SciFact), benchmarks (sample), parts of one (sample/sts), or 'available'",
            Arity = ArgumentArity.OneOrMore,
        };
        CommonOptions.RefuseOptions(what);
        var model = CommonOptions.Text("--model", "dir", "Model folder, 'baseline/hash' or 'mteb/baseline-random-encoder'; the sample model for 'run sample'", "-m");
        var data = CommonOptions.Data();
        var subsets = CommonOptions.Many("--subsets", "name", "Only these subsets of the tasks; repeatable or separated by commas");
        var offline = CommonOptions.Offline();
        var dataLock = CommonOptions.Text("--lock", "file", "Lock file of 'data lock': data that differs is not scored");
        var folders = CommonOptions.TasksDirectories();
        var settings = new EncoderSettings();
        var instructions = CommonOptions.Text(
            "--instructions", "source", "For profiles with a template: none, task, a set (e5, e5zh) or a file [auto]");
        var prompts = CommonOptions.Text(
            "--prompts", "file", "JSON file of prompts by task, type or role, before those of model and tasks");
        var dimensions = EncoderSettings.Dimensions();
        var cache = new CacheOptions();
        var driftFrom = CommonOptions.Text(
            "--drift-from", "dir", "Results of a baseline that ran GenregText: adds GenregDrift, the distance from it");
        var name = CommonOptions.Text("--name", "org/name", "Name that results are filed under [from folder]");
        var revision = CommonOptions.Text("--revision", "text", "Revision that results are filed under [digest of the weights]");
        var output = CommonOptions.Text("--output", "dir", "Result folder [results]", "-o");
        var overwrite = CommonOptions.Flag("--overwrite", "Score finished tasks again [they are skipped]");
        var dryRun = CommonOptions.Flag("--dry-run", "Show tasks, texts, prompts, data and an estimate of the time, and stop");
        var calibrate = new Option<double>("--calibrate")
        {
            Description = "How long --dry-run tries the model for its estimate; 0 for none",
            HelpName = "seconds",
            DefaultValueFactory = _ => 20,
        };
        var json = CommonOptions.Json();
        var quiet = CommonOptions.Flag("--quiet", "Write no progress", "-q");
        var verbose = CommonOptions.Flag("--verbose", "Show the stack trace of an unexpected failure", "-v");
        var command = new Command("run", "Evaluate a model on tasks and write mteb result files.") { what, model };
        settings.AddTo(command);
        Option[] others =
        [
            instructions, prompts, dimensions, name, revision, data, offline, dataLock, subsets, folders, driftFrom,
            output, overwrite, dryRun, calibrate, json, quiet, verbose,
        ];
        Array.ForEach(others, command.Add);
        cache.AddTo(command);
        HelpFooter.Add(command, """
            Try:
              egtlm-eval run sample
              egtlm-eval run STSBenchmark STS17 --subsets default,en-en --model models/all-MiniLM-L6-v2 --data data
              egtlm-eval run available --model baseline/hash --data data --json
              egtlm-eval run T2Reranking --model DIR --data T2Reranking@dev=my-pairs#test
              egtlm-eval run genreg --model models/step-900 --drift-from results/org__step-600
              egtlm-eval run cmteb/sts --model models/piccolo2 --profile piccolo2 --dimensions 256,1792 --data data

            Environment:
              SOURCE_DATE_EPOCH  seconds since 1970: dates are this moment and durations 0, so that result files of
                                 equal scores are equal byte for byte
            """);
        command.SetAction((parsed, cancellation) =>
        {
            shell.IsQuiet = parsed.GetValue(quiet);
            var request = new RunRequest
            {
                What = parsed.GetRequiredValue(what),
                Model = parsed.GetValue(model),
                Data = parsed.GetValue(data) ?? [],
                IsOffline = parsed.GetValue(offline),
                Lock = parsed.GetValue(dataLock),
                DriftFrom = parsed.GetValue(driftFrom),
                Subsets = [.. (parsed.GetValue(subsets) ?? []).SelectMany(value => value.Split(','))],
                TasksDirectories = parsed.GetValue(folders) ?? [],
                Output = parsed.GetValue(output) ?? "results",
                Overwrite = parsed.GetValue(overwrite),
                IsDryRun = parsed.GetValue(dryRun),
                CalibrationSeconds = parsed.GetValue(calibrate),
                IsVerbose = parsed.GetValue(verbose),
                WritesJson = parsed.GetValue(json),
                Dimensions = EncoderSettings.DimensionsOf(parsed.GetValue(dimensions)),
                Instructions = parsed.GetValue(instructions),
                Prompts = parsed.GetValue(prompts),
                Encoder = settings.Read(parsed) with
                {
                    Name = parsed.GetValue(name),
                    Revision = parsed.GetValue(revision),
                    Cache = parsed.GetValue(dryRun) ? null : cache.Read(parsed, shell),
                },
            };
            return RunSession.RunAsync(request, shell, cancellation);
        });
        return command;
    }
}
