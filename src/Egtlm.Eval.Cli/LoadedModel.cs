using System.Globalization;
using Egtlm.Eval.Caching;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>A model ready to encode, and what people and the manifest are told about it.</summary>
internal sealed record LoadedModel(IEncoder Encoder, IVectorSearch Search, ModelMeta Meta) : IDisposable
{
    /// <summary>Vectors of earlier runs; null without a cache.</summary>
    public VectorCache? Cache => (Encoder as TorchEncoder)?.Cache;

    public string Device { get; init; } = "cpu";

    public string Dtype { get; init; } = "float32";

    /// <summary>Architecture, parameters, folder.</summary>
    public IReadOnlyDictionary<string, string> Description { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a vector has length 1.</summary>
    public bool IsNormalised { get; init; } = true;

    /// <summary>Everything besides the weights that a vector depends on.</summary>
    public IReadOnlyDictionary<string, string> Profile { get; init; } = new Dictionary<string, string>();

    /// <summary>The text before every input of a request; baselines have none.</summary>
    public Func<EncodeRequest, string> PromptFor { get; init; } = _ => "";

    /// <summary>The generating half, over the same weights; null for a baseline.</summary>
    public Func<ILanguageModel>? LanguageModel { get; init; }

    /// <summary>Whether <see cref="LanguageModel"/> gives one; of a model that was opened with its head.</summary>
    public bool Generates => LanguageModel is not null && Encoder is TorchEncoder { HasHead: true };

    /// <summary>Under which name results of the model that comes with the program are filed.</summary>
    public const string SampleName = "tiny-egtlm-joint";

    /// <summary>The folder of the model that comes with the program.</summary>
    public static string SampleFolder => Path.Combine(TaskFiles.BuiltInDirectory(), "sample", "model");

    /// <summary>Opens a baseline by name or a model folder.</summary>
    /// <exception cref="EvaluationException">It is neither, or the folder cannot be loaded.</exception>
    public static LoadedModel Open(string model, EncoderOptions options)
    {
        IEncoder? baseline = model switch
        {
            HashEncoder.ModelName => new HashEncoder(),
            RandomEncoder.ModelName => new RandomEncoder(),
            _ => null,
        };
        if (baseline is not null && (options.InstructionSet is not null || options.Prompts is not null))
        {
            throw new EvaluationException(
                $"'{model}' reads no prompts", "leave out --prompts and --instructions, or give a model folder");
        }

        return baseline is not null
            ? new LoadedModel(baseline, new ExactSearch(), ModelMeta.Of(baseline))
            {
                Description = new Dictionary<string, string> { ["kind"] = "baseline without weights" },
            }
            : OpenFolder(model, options);
    }

    public void Dispose() => (Encoder as IDisposable)?.Dispose();

    private static LoadedModel OpenFolder(string folder, EncoderOptions options)
    {
        if (!Directory.Exists(folder))
        {
            throw new EvaluationException(
                $"there is no model folder '{folder}'",
                NearestName.Hint(folder, [HashEncoder.ModelName, RandomEncoder.ModelName])
                    ?? $"give a folder with config.json, or a baseline: {HashEncoder.ModelName}, {RandomEncoder.ModelName}");
        }

        var encoder = EncoderLoader.Load(folder, options);
        return new LoadedModel(encoder, new TorchSearch(encoder.Device), MetaOf(encoder))
        {
            Device = encoder.Device,
            Dtype = ComputeTypeName.Of(encoder.ComputeType),
            Description = Describe(encoder, folder),
            Profile = ProfileFacts.Of(encoder.Plan),
            IsNormalised = encoder.Plan.IsNormalised,
            PromptFor = encoder.Plan.PromptFor,
            LanguageModel = options.WithHead ? Shared(encoder, folder) : null,
        };
    }

    private static Dictionary<string, string> Describe(TorchEncoder encoder, string folder)
    {
        var facts = new Dictionary<string, string>
        {
            ["architecture"] = encoder.Architecture,
            ["parameters"] = encoder.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
            ["layer_parameters"] = encoder.LayerParameterCount.ToString("N0", CultureInfo.InvariantCulture),
            ["folder"] = Path.GetFullPath(folder),
        };
        if (GpuName.Of(encoder.Device) is { } gpu)
        {
            facts["gpu"] = gpu;
        }

        return facts;
    }

    /// <summary>Made when it is first asked for: a model that only embeds fails the tasks that ask, and no other.</summary>
    private static Func<ILanguageModel> Shared(TorchEncoder encoder, string folder)
    {
        TorchLanguageModel? model = null;
        return () => model ??= TorchLanguageModel.Over(encoder, folder);
    }

    private static ModelMeta MetaOf(TorchEncoder encoder) => ModelMeta.Of(encoder)
        .With("n_parameters", new ScoreValue.Whole(encoder.ParameterCount))
        .With("max_tokens", new ScoreValue.Number(encoder.Plan.MaxLength));
}
