using System.Globalization;
using System.Reflection;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>One <c>run</c>: plan, open the model, score, print.</summary>
internal static class RunSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RunRequest request, Shell shell, CancellationToken cancellation)
    {
        var modelPath = ModelPath(request, shell);
        var catalog = TaskCatalog.Load([TaskFiles.BuiltInDirectory(), .. request.TasksDirectories]);
        var plan = RunPlan.Make(catalog, request, shell.Warn);
        var encoder = request.Model is null && request.Encoder.Name is null
            ? request.Encoder with { Name = LoadedModel.SampleName }
            : request.Encoder;
        using var model = LoadedModel.Open(modelPath, encoder);
        var store = new ResultStore(request.Output, model.Encoder.Identity);
        Introduce(model, plan, store, shell);
        if (request.IsDryRun)
        {
            RunOutput.WritePlan(request, model, plan, store, shell);
            return ExitCode.Ok;
        }

        var width = plan.Tasks.Max(task => task.Definition.Name.Length);
        var options = new RunOptions
        {
            Overwrite = request.Overwrite,
            Device = model.Device,
            Dtype = model.Dtype,
            Commit = Commit(),
            ModelDescription = model.Description,
            Profile = model.Profile,
            Meta = model.Meta,
        };
        var summary = await EvaluationRun.RunAsync(
            plan.Tasks, model.Encoder, model.Search, store, options, new ProgressDisplay(shell, width), cancellation);
        RunOutput.Write(request, model, summary, store, shell);
        return summary.IsCancelled ? ExitCode.Cancelled
            : summary.Count(RunStatus.Failed) > 0 ? ExitCode.Failed
            : ExitCode.Ok;
    }

    /// <summary>The commit that the program was built from: the SDK appends it to the informational version.</summary>
    private static string? Commit() => typeof(RunSession).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : null;

    private static string ModelPath(RunRequest request, Shell shell)
    {
        if (request.Model is { } given)
        {
            return given;
        }

        if (request.What.Any(name => name != "sample" && !name.StartsWith("sample/", StringComparison.Ordinal)))
        {
            throw new EvaluationException(
                "no --model was given",
                $"give a model folder, or a baseline such as --model {Encoders.HashEncoder.ModelName}; only 'run sample' has a model of its own");
        }

        shell.Info($"no --model was given: using the sample model {LoadedModel.SampleFolder}");
        return LoadedModel.SampleFolder;
    }

    private static void Introduce(LoadedModel model, RunPlan plan, ResultStore store, Shell shell)
    {
        var facts = model.Description.Select(fact => $"{fact.Key} {fact.Value}")
            .Append($"{model.Dtype} on {model.Device}");
        shell.Info($"model    {model.Encoder.Identity.Name}@{model.Encoder.Identity.Revision}  {string.Join(", ", facts)}");
        if (model.Profile.Count > 0)
        {
            shell.Info($"profile  {string.Join(", ", model.Profile.Select(fact => $"{fact.Key} {fact.Value}"))}");
        }

        shell.Info(string.Create(CultureInfo.InvariantCulture, $"tasks    {plan.Tasks.Count}, results in {store.Folder}"));
        foreach (var line in plan.LeftOut)
        {
            shell.Info($"left out {line}");
        }
    }
}
