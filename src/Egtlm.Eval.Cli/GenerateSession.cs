using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models;
using Egtlm.Eval.Models.Generation;

namespace Egtlm.Eval.Cli;

/// <summary>Answers one prompt as it grows, or a file of prompts in parts.</summary>
internal static class GenerateSession
{
    // Answers are written after each part, so that a cancelled run keeps what it has.
    private const int PromptsAtOnce = 64;

    private static readonly JsonSerializerOptions s_line = new(JsonOutput.Options) { WriteIndented = false };

    public static async Task<int> RunAsync(GenerateRequest request, Shell shell, CancellationToken cancellation)
    {
        if (request.Input is null)
        {
            using var model = Open(request, shell, out var prompts);
            Answer(request, model, prompts.Of(new Prompt(request.Prompt, null)), shell, cancellation);
            return ExitCode.Ok;
        }

        var rows = await PromptFile.ReadAsync(request.Input, cancellation);
        using (var model = Open(request, shell, out var prompts))
        {
            AnswerAll(request, model, [.. rows.Select(prompts.Of)], shell, cancellation);
        }

        return ExitCode.Ok;
    }

    private static TorchLanguageModel Open(GenerateRequest request, Shell shell, out PromptTokens prompts)
    {
        if (!Directory.Exists(request.Model))
        {
            throw new EvaluationException($"there is no model folder '{request.Model}'", "give a folder with config.json");
        }

        var model = TorchLanguageModel.Load(request.Model, request.Loading);
        prompts = PromptTokens.For(request, model);
        shell.Info($"model   {model.Identity.Name}  {ComputeTypeName.Of(model.ComputeType)} on {model.Device}");
        shell.Info($"prompt  {prompts.Summary}");
        return model;
    }

    private static void Answer(
        GenerateRequest request, TorchLanguageModel model, int[] prompt, Shell shell, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var answer = model.Stream(prompt, request.Options, request.WritesJson ? _ => { } : shell.Piece, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = true,
                Model = model.Identity,
                request.Prompt,
                answer.Text,
                answer.Finish,
                PromptTokens = prompt.Length,
                NewTokens = answer.Ids.Count,
                Seconds = seconds,
            }));
            return;
        }

        shell.Result("");
        shell.Info(Rate(answer.Ids.Count, seconds));
    }

    private static void AnswerAll(
        GenerateRequest request, TorchLanguageModel model, int[][] prompts, Shell shell, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var tokens = 0;
        for (var start = 0; start < prompts.Length; start += PromptsAtOnce)
        {
            var part = prompts[start..Math.Min(prompts.Length, start + PromptsAtOnce)];
            var first = start;
            var options = request.Options with { Sampling = request.Options.Sampling is { } s ? s with { FirstPrompt = first } : null };
            var answers = model.Generate(part, options, new Progress(done => Show(first + done)), cancellation);
            for (var i = 0; i < part.Length; i++)
            {
                tokens += answers[i].Ids.Count;
                shell.Result(Line(start + i, part[i].Length, answers[i]));
            }
        }

        shell.Info(Rate(tokens, watch.Elapsed.TotalSeconds));

        void Show(int done)
        {
            var left = watch.Elapsed.TotalSeconds / done * (prompts.Length - done);
            shell.Status(Text($"  {done:N0}/{prompts.Length:N0} prompts  {ProgressDisplay.Duration(left)} left"));
        }
    }

    private static string Line(int index, int promptTokens, GeneratedText answer) => JsonSerializer.Serialize(
        new { Index = index, answer.Text, answer.Finish, PromptTokens = promptTokens, NewTokens = answer.Ids.Count }, s_line);

    private static string Rate(int tokens, double seconds) =>
        Text($"{tokens:N0} tokens  {ProgressDisplay.Duration(seconds)}  {tokens / Math.Max(seconds, 1e-9):N0} tokens/s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Progress(Action<int> show) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => show(value.Done);
    }
}
