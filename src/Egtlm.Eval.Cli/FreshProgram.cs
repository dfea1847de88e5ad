using System.Diagnostics;
using System.Text.Json;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Evaluation.Generated;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What a fresh process is asked: the run, a task of it and the task's texts.</summary>
/// <param name="Dimensions">What vectors are cut to; null for whole ones.</param>
internal sealed record FreshRequest(
    RunRequest Run, string Task, TaskPart Part, int? Dimensions, IReadOnlyList<string> Texts);

/// <summary>The same program in a process of its own, for G0: it loads the model and says its numbers.</summary>
internal static class FreshProgram
{
    /// <summary>The hidden command that answers.</summary>
    public const string Command = "fresh-numbers";

    /// <summary>Starts the process and waits for its numbers; null where there is no program to start.</summary>
    /// <exception cref="EvaluationException">The process failed.</exception>
    public static IsolationNumbers? Ask(FreshRequest request, Shell shell, CancellationToken cancellation)
    {
        if (shell.Program is not [var file, .. var before])
        {
            return null;
        }

        var start = new ProcessStartInfo(file, (string[])[.. before, Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!; // not null: a new process was asked for
        using var stop = cancellation.Register(process.Kill);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Send(process, request);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == ExitCode.Ok
            ? JsonSerializer.Deserialize<IsolationNumbers>(output.GetAwaiter().GetResult(), JsonOutput.Options)
            : throw new EvaluationException(
                $"the fresh process that the numbers are compared with failed: {error.GetAwaiter().GetResult().Trim()}",
                "it loads the model a second time: is there memory for two?");
    }

    /// <summary>The numbers of a request, in the process that was started.</summary>
    public static IsolationNumbers Answer(Stream input, CancellationToken cancellation)
    {
        var request = JsonSerializer.Deserialize<FreshRequest>(input, JsonOutput.Options)
            ?? throw new EvaluationException($"'{Command}' is no command for people");
        var catalog = TaskCatalog.Load([TaskFiles.BuiltInDirectory(), .. request.Run.TasksDirectories]);
        var task = (GenerationTask)catalog.Find(request.Task);
        var options = request.Run.Encoder with { WithHead = true };
        using var model = LoadedModel.Open(
            request.Run.Model ?? LoadedModel.SampleFolder, RunPrompts.AddTo(options, request.Run, catalog));
        IEncoder encoder = request.Dimensions is { } dimensions
            ? new TruncatedEncoder(model.Encoder, dimensions, model.IsNormalised)
            : model.Encoder;
        var scope = new EvaluationScope(
            task, request.Part.Split, request.Part.Subset, encoder, model.Search, new PythonRandom(0),
            new PhaseClock(TimeProvider.System), null, cancellation)
        {
            LanguageModel = model.LanguageModel!, // not null: the run that asks has one
        };
        return IsolationNumbers.Of(request.Texts, task, scope);
    }

    private static void Send(Process process, FreshRequest request)
    {
        // Other vectors than this process' own must not come from the cache, and need not go there.
        var alone = request with { Run = request.Run with { Encoder = request.Run.Encoder with { Cache = null } } };
        try
        {
            JsonSerializer.Serialize(process.StandardInput.BaseStream, alone, JsonOutput.Options);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code and stderr say why.
        }
    }
}
