using System.CommandLine;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Generation;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>generate</c>: its options, and the hand-over to <see cref="GenerateSession"/>.</summary>
internal static class GenerateCommand
{
    private const int DefaultNewTokens = 256;

    public static Command Create(Shell shell)
    {
        var model = CommonOptions.Text("--model", "dir", "Model folder; the sample model when left out", "-m");
        var prompt = CommonOptions.Text("--prompt", "text", "A prompt; the answer streams to stdout");
        var input = CommonOptions.Text("--input", "file.jsonl", "Prompts, one {\"prompt\": ...} or {\"messages\": [...]} a line; answers are JSON lines");
        var raw = new Option<bool>("--raw") { Description = "Continue the text itself; without it the folder's chat template is used where it has one" };
        var system = CommonOptions.Text("--system", "text", "System message in front of the prompts");
        var newTokens = Number("--max-new-tokens", $"Most new tokens of an answer [{DefaultNewTokens}]");
        var stop = CommonOptions.Many("--stop", "text", "Ends an answer, and is cut off; repeatable");
        var temperature = new Option<double?>("--temperature") { HelpName = "t", Description = "Draw tokens at this temperature [the most likely token]" };
        var topK = Number("--top-k", "Draw among the k most likely tokens [all]");
        var topP = new Option<double?>("--top-p") { HelpName = "p", Description = "Draw among the most likely tokens that reach this probability [all]" };
        var seed = new Option<ulong>("--seed") { HelpName = "n", Description = "Of the draws [0]" };
        var load = new LoadOptions();
        var batchTokens = Number("--batch-tokens", "Most tokens of a batch, new ones included [by device]");
        var json = CommonOptions.Json();
        var command = new Command("generate", "Let a model answer prompts.")
        {
            model, prompt, input, raw, system, newTokens, stop, temperature, topK, topP, seed, batchTokens, json,
        };
        load.AddTo(command);
        HelpFooter.Add(command, """
            Try:
              egtlm-eval generate --prompt "What is the opposite of hot?"
              egtlm-eval generate --model models/egtlm --prompt "Once upon a time" --raw --temperature 0.8 --seed 1
              egtlm-eval generate --model models/egtlm --input prompts.jsonl > answers.jsonl
            """);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(prompt) is null) == (result.GetResult(input) is null))
            {
                result.AddError("give either '--prompt' or '--input'");
            }

            if (result.GetResult(temperature) is null && (result.GetResult(topK) ?? result.GetResult(topP)) is not null)
            {
                result.AddError("'--top-k' and '--top-p' draw tokens: give a '--temperature' too");
            }
        });
        RefuseBelow(temperature, 0, "above 0");
        RefuseBelow(topP, 0, "above 0");
        command.SetAction((parsed, cancellation) => GenerateSession.RunAsync(
            new GenerateRequest
            {
                Model = parsed.GetValue(model) ?? LoadedModel.SampleFolder,
                Prompt = parsed.GetValue(prompt),
                Input = parsed.GetValue(input),
                IsRaw = parsed.GetValue(raw),
                System = parsed.GetValue(system),
                WritesJson = parsed.GetValue(json),
                Loading = new LanguageModelOptions
                {
                    Device = load.Device(parsed),
                    ComputeType = load.ComputeType(parsed),
                    BatchTokens = parsed.GetValue(batchTokens),
                },
                Options = new GenerationOptions
                {
                    MaxNewTokens = parsed.GetValue(newTokens) ?? DefaultNewTokens,
                    StopTexts = parsed.GetValue(stop) ?? [],
                    Sampling = parsed.GetValue(temperature) is { } t
                        ? new SamplingOptions(t, parsed.GetValue(topK) ?? 0, parsed.GetValue(topP) ?? 1, parsed.GetValue(seed))
                        : null,
                },
            },
            shell,
            cancellation));
        return command;
    }

    private static Option<int?> Number(string name, string description)
    {
        var option = new Option<int?>(name) { HelpName = "n", Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError($"'{name}' takes a number from 1");
            }
        });
        return option;
    }

    private static void RefuseBelow(Option<double?> option, double limit, string expected) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double?>() is { } value && !(value > limit && double.IsFinite(value)))
        {
            result.AddError($"'{option.Name}' takes a number {expected}");
        }
    });
}
