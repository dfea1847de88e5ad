using System.Globalization;
using System.Reflection;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;

namespace Egtlm.Eval.Cli;

/// <summary>The sets of results that a run makes: one for whole vectors, or one per <c>--dimensions</c>.</summary>
internal static class RunVariants
{
    /// <param name="onePass">What several dimensions share.</param>
    /// <param name="prompts">The text before every input, for the manifest.</param>
    /// <exception cref="EvaluationException">A dimension is beyond the model's.</exception>
    public static IReadOnlyList<RunVariant> Of(
        RunRequest request,
        LoadedModel model,
        OnePassEncoder onePass,
        IReadOnlyList<PromptRow> prompts,
        Shell shell)
    {
        var options = new RunOptions
        {
            Overwrite = request.Overwrite,
            Device = model.Device,
            Dtype = model.Dtype,
            Commit = Commit(),
            ModelDescription = model.Description,
            Profile = model.Profile,
            Meta = model.Meta,
            Prompts = prompts,
            Time = ReproducibleTime.FromEnvironment(),
        };
        if (request.Dimensions.Count == 0)
        {
            var store = new ResultStore(request.Output, model.Encoder.Identity);
            return [WithLanguageModel(new RunVariant(model.Encoder, store, options), model, request, shell)];
        }

        IEncoder whole = request.Dimensions.Count == 1 ? model.Encoder : onePass;
        return
        [
            .. request.Dimensions.Select(
                dimension => WithLanguageModel(Cut(request, model, whole, options, dimension), model, request, shell)),
        ];
    }

    private static RunVariant WithLanguageModel(
        RunVariant variant, LoadedModel model, RunRequest request, Shell shell) =>
        model.LanguageModel is { } languageModel
            ? variant with
            {
                LanguageModel = languageModel,
                FreshProcess = (task, part, texts, cancellation) => FreshProgram.Ask(
                    new FreshRequest(request, task.Name, part, variant.Options.Dimensions, texts), shell, cancellation),
            }
            : variant;

    /// <summary>The commit that the program was built from: the SDK appends it to the informational version.</summary>
    private static string? Commit() => typeof(RunVariants).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : null;

    // Folder and meta data as mteb 2.20 has them for get_model(name, embed_dim=64): experiments/embed_dim_64.
    private static RunVariant Cut(
        RunRequest request, LoadedModel model, IEncoder whole, RunOptions options, int dimension)
    {
        var encoder = new TruncatedEncoder(whole, dimension, model.IsNormalised);
        var name = string.Create(CultureInfo.InvariantCulture, $"embed_dim_{dimension}");
        var arguments = new ScoreValue.Map(new Scores { { "embed_dim", new ScoreValue.Whole(dimension) } });
        return new RunVariant(
            encoder,
            new ResultStore(request.Output, encoder.Identity, name),
            options with
            {
                Dimensions = dimension,
                Profile = new Dictionary<string, string>(model.Profile)
                {
                    ["dimensions"] = string.Create(
                        CultureInfo.InvariantCulture, $"{dimension} of {model.Encoder.Dimension}"),
                },
                Meta = model.Meta.With("embed_dim", new ScoreValue.Whole(dimension))
                    .With("loader_kwargs", arguments)
                    .With("experiment_kwargs", arguments),
            });
    }
}
