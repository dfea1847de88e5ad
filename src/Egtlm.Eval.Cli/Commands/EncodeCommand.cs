using System.CommandLine;
using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>encode</c>: its options, and the hand-over to <see cref="EncodeSession"/>.</summary>
internal static class EncodeCommand
{
    public static Command Create(Shell shell)
    {
        var model = CommonOptions.Text("--model", "dir", "Model folder", "-m");
        var input = CommonOptions.Text(
            "--input", "file", ".txt or - for stdin (a text a line), .jsonl (text, and maybe title and id)", "-i");
        var output = CommonOptions.Text(
            "--output", "file", ".npy or .parquet (id, text, embedding) [cosines of up to 20 texts on stdout]", "-o");
        (model.Required, input.Required) = (true, true);
        var promptType = CommonOptions.Text("--prompt-type", "query|document", "What the texts are in retrieval [neither]")
            .AcceptOnlyFromAmong("query", "document");
        var instruction = CommonOptions.Text("--instruction", "text", "Instruction for profiles with a template [none]");
        var task = CommonOptions.Text("--task", "name", "Take the instruction or prompt of this task");
        var folders = CommonOptions.TasksDirectories();
        var dimensions = EncoderSettings.Dimensions();
        var settings = new EncoderSettings();
        var json = CommonOptions.Json();
        var quiet = CommonOptions.Flag("--quiet", "Write no progress", "-q");
        var command = new Command("encode", "Embed texts and write the vectors.")
        {
            model, input, output, promptType, instruction, task, folders, dimensions,
        };
        settings.AddTo(command);
        command.Add(json);
        command.Add(quiet);
        Check(input, output, instruction, task, command);
        HelpFooter.Add(command, """
            Try:
              egtlm-eval encode --model models/egtlm --input texts.txt --output vectors.npy
              egtlm-eval encode -m models/bge-large-zh --profile bge --prompt-type query -i queries.jsonl -o queries.parquet
              printf '猫\n狗\ncar\n' | egtlm-eval encode --model models/piccolo2 --profile piccolo2 --input - --dimensions 256,1792
            """);
        command.SetAction((parsed, cancellation) =>
        {
            shell.IsQuiet = parsed.GetValue(quiet);
            var job = new EncodeJob
            {
                Model = parsed.GetRequiredValue(model),
                Encoder = settings.Read(parsed),
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetValue(output),
                PromptType = parsed.GetValue(promptType) switch
                {
                    "query" => PromptType.Query,
                    "document" => PromptType.Document,
                    _ => PromptType.None,
                },
                Instruction = parsed.GetValue(instruction),
                Task = parsed.GetValue(task),
                TasksDirectories = parsed.GetValue(folders) ?? [],
                Dimensions = EncoderSettings.DimensionsOf(parsed.GetValue(dimensions)),
                WritesJson = parsed.GetValue(json),
            };
            return EncodeSession.RunAsync(job, shell, cancellation);
        });
        return command;
    }

    private static void Check(
        Option<string> input, Option<string> output, Option<string> instruction, Option<string> task, Command command)
    {
        input.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !TextItems.IsKnown(path))
            {
                var known = string.Join(" or ", TextItems.Extensions);
                result.AddError($"'--input' does not take '{path}': expected a name that ends in {known}, or -");
            }
        });
        output.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !VectorFiles.IsKnown(path))
            {
                var known = string.Join(" or ", VectorFiles.Extensions);
                result.AddError($"'--output' does not take '{path}': expected a name that ends in {known}");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(instruction) is not null && result.GetResult(task) is not null)
            {
                result.AddError("'--instruction' and '--task' both say what the instruction is: give one of them");
            }
        });
    }
}
