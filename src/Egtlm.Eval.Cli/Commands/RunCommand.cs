using System.CommandLine;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>run</c>: its options, and the hand-over to <see cref="RunSession"/>.</summary>
internal static class RunCommand
{
    private static readonly string[] s_dtypes = [.. Enum.GetValues<ComputeType>().Select(ComputeTypeName.Of)];

    public static Command Create(Shell shell)
    {
        var what = new Argument<string[]>("what")
        {
            Description = "Tasks (STSBenchmark SciFact), benchmarks (sample), parts of one (sample/sts), or 'available'",
            Arity = ArgumentArity.OneOrMore,
        };
        CommonOptions.RefuseOptions(what);
        var model = Text("--model", "dir", "Model folder, 'baseline/hash' or 'mteb/baseline-random-encoder'; the sample model for 'run sample'", "-m");
        var data = Many("--data", "dir", "Folder of data folders, or TASK[/SUBSET][@SPLIT]=DIR[#SPLIT OF DIR]; repeatable");
        var subsets = Many("--subsets", "name", "Only these subsets of the tasks; repeatable or separated by commas");
        var folders = CommonOptions.TasksDirectories();
        var profile = Text("--profile", "name", $"How the model is driven: auto, {string.Join(", ", EncodingProfiles.Names)}, or a profile file [auto]");
        var instructions = Text("--instructions", "none|task", "Instructions for profiles with a template [from profile]")
            .AcceptOnlyFromAmong("none", "task");
        var dtype = Text("--dtype", "type", "float32, float16 or bfloat16 [float32 on cpu, bfloat16 on cuda]").AcceptOnlyFromAmong(s_dtypes);
        var device = Text("--device", "name", "auto, cpu, cuda or cuda:N [auto]");
        var batchTokens = new Option<int?>("--batch-tokens") { Description = "Most tokens of a batch, padding included [by device]", HelpName = "n" };
        var maxLength = new Option<int?>("--max-length") { Description = "Longest input in tokens; longer texts are cut [from model]", HelpName = "n" };
        var name = Text("--name", "org/name", "Name that results are filed under [from folder]");
        var revision = Text("--revision", "text", "Revision that results are filed under [digest of the weights]");
        var output = Text("--output", "dir", "Result folder [results]", "-o");
        var overwrite = Flag("--overwrite", "Score finished tasks again [they are skipped]");
        var dryRun = Flag("--dry-run", "Show what would run, and stop");
        var json = CommonOptions.Json();
        var quiet = Flag("--quiet", "Write no progress", "-q");
        var verbose = Flag("--verbose", "Show the stack trace of an unexpected failure", "-v");
        var command = new Command("run", "Evaluate a model on tasks and write mteb result files.")
        {
            what, model, profile, instructions, dtype, device, batchTokens, maxLength, name, revision,
            data, subsets, folders, output, overwrite, dryRun, json, quiet, verbose,
        };
        HelpFooter.Add(command, """
            Try:
              egtlm-eval run sample
              egtlm-eval run STSBenchmark STS17 --subsets default,en-en --model models/all-MiniLM-L6-v2 --data data
              egtlm-eval run available --model baseline/hash --data data --json
              egtlm-eval run T2Reranking --model DIR --data T2Reranking@dev=my-pairs#test
            """);
        command.SetAction((parsed, cancellation) =>
        {
            shell.IsQuiet = parsed.GetValue(quiet);
            var request = new RunRequest
            {
                What = parsed.GetRequiredValue(what),
                Model = parsed.GetValue(model),
                Data = parsed.GetValue(data) ?? [],
                Subsets = [.. (parsed.GetValue(subsets) ?? []).SelectMany(value => value.Split(','))],
                TasksDirectories = parsed.GetValue(folders) ?? [],
                Output = parsed.GetValue(output) ?? "results",
                Overwrite = parsed.GetValue(overwrite),
                IsDryRun = parsed.GetValue(dryRun),
                IsVerbose = parsed.GetValue(verbose),
                WritesJson = parsed.GetValue(json),
                Encoder = new EncoderOptions
                {
                    Profile = parsed.GetValue(profile) ?? EncodingProfiles.Auto,
                    Instructions = InstructionsOf(parsed.GetValue(instructions)),
                    ComputeType = parsed.GetValue(dtype) is { } type ? (ComputeType)Array.IndexOf(s_dtypes, type) : null,
                    Device = parsed.GetValue(device) ?? TorchDevice.Auto,
                    BatchTokens = parsed.GetValue(batchTokens),
                    MaxLength = parsed.GetValue(maxLength),
                    Name = parsed.GetValue(name),
                    Revision = parsed.GetValue(revision),
                },
            };
            return RunSession.RunAsync(request, shell, cancellation);
        });
        return command;
    }

    private static InstructionSource? InstructionsOf(string? name) => name switch
    {
        "none" => InstructionSource.None,
        "task" => InstructionSource.Task,
        _ => null,
    };

    private static Option<string> Text(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = helpName, Description = description };

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };
}
