using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Hub;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What a run came to.</summary>
/// <param name="Folder">Of its results.</param>
internal sealed record RunEnd(int ExitCode, string Folder, RunSummary Summary);

/// <summary>One <c>run</c>: plan, open the model, score, print.</summary>
internal static class RunSession
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RunRequest request, Shell shell, CancellationToken cancellation) =>
        (await ScoreAsync(request, shell, cancellation)).ExitCode;

    /// <summary>As <see cref="RunAsync"/>, for a caller that goes on with the results.</summary>
    public static async Task<RunEnd> ScoreAsync(RunRequest request, Shell shell, CancellationToken cancellation)
    {
        var modelPath = ModelPath(request, shell);
        var catalog = TaskCatalog.Load([TaskFiles.BuiltInDirectory(), .. request.TasksDirectories]);
        using var hub = new DatasetHub(HubOptions.FromEnvironment(shell.Variable, request.IsOffline));
        var access = new DataAccess(DatasetLocator.Create(catalog, request.Data), hub, shell)
        {
            Lock = request.Lock is null ? null : await DataLock.ReadAsync(request.Lock, cancellation),
        };
        foreach (var note in catalog.AliasNotes(request.What))
        {
            shell.Info(note);
        }

        var plan = await RunPlan.MakeAsync(catalog, request, access, cancellation);
        var encoder = request.Model is null && request.Encoder.Name is null
            ? request.Encoder with { Name = LoadedModel.SampleName }
            : request.Encoder;
        encoder = encoder with { WithHead = plan.Tasks.Any(task => task.Definition is GenerationTask) };
        using var model = LoadedModel.Open(modelPath, RunPrompts.AddTo(encoder, request, catalog));
        plan = model.Generates ? plan : plan.Without(catalog.Companions(request.What), model.Encoder.Identity.Name);
        var prompts = PromptTable.Of(plan.Tasks.Select(task => task.Definition), model.PromptFor);
        using var onePass = new OnePassEncoder(model.Encoder);
        var variants = RunVariants.Of(request, model, onePass, prompts, shell);
        var store = new ResultStore(request.Output, model.Encoder.Identity);
        Introduce(request, model, plan, store, shell);
        if (request.IsDryRun)
        {
            var preview = await DryRun.PreviewAsync(request, model, plan, catalog, cancellation);
            DryRunOutput.Write(request, model, preview, prompts, shell);
            return new RunEnd(ExitCode.Ok, store.Folder, new RunSummary([], IsCancelled: false));
        }

        var width = plan.Tasks.Max(task => task.Definition.Name.Length) + SuffixWidth(request);
        var summary = await EvaluationRun.RunAsync(
            plan.Tasks, variants, model.Search, new ProgressDisplay(shell, width), cancellation);
        CacheOutput.WriteUse(model.Cache?.Use, shell);
        RunOutput.Write(request, model, summary, BenchmarkResult.Of(catalog, request, plan, summary), shell);
        return new RunEnd(CodeOf(summary), store.Folder, summary);
    }

    private static int CodeOf(RunSummary summary) => summary.IsCancelled ? ExitCode.Cancelled
        : summary.Count(RunStatus.Failed) > 0 ? ExitCode.Failed
        : ExitCode.Ok;

    /// <summary>What <c>@1024</c> adds to the name of a task.</summary>
    private static int SuffixWidth(RunRequest request) => request.Dimensions.Count == 0
        ? 0
        : 1 + request.Dimensions.Max().ToString(CultureInfo.InvariantCulture).Length;

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
                $"give a model folder, or a baseline such as --model {HashEncoder.ModelName}; only 'run sample' has a model of its own");
        }

        shell.Info($"no --model was given: using the sample model {LoadedModel.SampleFolder}");
        return LoadedModel.SampleFolder;
    }

    private static void Introduce(RunRequest request, LoadedModel model, RunPlan plan, ResultStore store, Shell shell)
    {
        var facts = model.Description.Select(fact => $"{fact.Key} {fact.Value}")
            .Append($"{model.Dtype} on {model.Device}");
        shell.Info($"model    {model.Encoder.Identity.Name}@{model.Encoder.Identity.Revision}  {string.Join(", ", facts)}");
        if (model.Profile.Count > 0)
        {
            shell.Info($"profile  {string.Join(", ", model.Profile.Select(fact => $"{fact.Key} {fact.Value}"))}");
        }

        if (request.Dimensions.Count > 0)
        {
            shell.Info($"vectors  cut to {string.Join(", ", request.Dimensions)} of {model.Encoder.Dimension} values");
        }

        shell.Info(string.Create(CultureInfo.InvariantCulture, $"tasks    {plan.Tasks.Count}, results in {store.Folder}"));
        foreach (var line in plan.LeftOut)
        {
            shell.Info($"left out {line}");
        }
    }
}
