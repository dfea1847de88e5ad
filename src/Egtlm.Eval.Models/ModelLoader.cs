using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>From a model directory to a backbone; the only list of architectures.</summary>
public static class ModelLoader
{
    private static readonly IReadOnlyList<ModelFamily> Families =
    [
        new("bert", "Bert", Bert.Load),
        new("llama", "Llama", Llama.Load),
        new("mistral", "Mistral", Mistral.Load),
        new("qwen2", "Qwen2", Qwen2.Load),
        new("qwen3", "Qwen3", Qwen3.Load),
        new("roberta", "Roberta", Bert.LoadRoberta),
        new("xlm-roberta", "XLMRoberta", Bert.LoadRoberta),
    ];

    private static readonly (string Setting, string Instead)[] Unreadable =
    [
        ("quantization_config", "none; load the model that was quantised"),
        ("num_experts", "none; mixtures of experts do not load"),
        ("num_local_experts", "none; mixtures of experts do not load"),
    ];

    /// <summary>Class names of config.json that load.</summary>
    internal static IEnumerable<string> Supported =>
        Families.SelectMany(family => new[] { $"{family.ClassPrefix}Model", $"{family.ClassPrefix}For..." });

    /// <summary>Loads the backbone of a model; heads are left out.</summary>
    /// <param name="directory">Holds config.json and safetensors weights, in one file or in shards.</param>
    /// <param name="dtype">Compute dtype; weights are converted once, whatever they are stored as.</param>
    /// <exception cref="EvaluationException">The model is incomplete or of an unsupported kind.</exception>
    public static IBackbone LoadBackbone(string directory, ScalarType dtype, Device device) =>
        Load(directory, dtype, device, withHead: false);

    /// <summary>Loads a decoder with the head that predicts tokens: it embeds and generates.</summary>
    /// <exception cref="EvaluationException">As <see cref="LoadBackbone"/>, or the model cannot generate.</exception>
    internal static DecoderBackbone LoadDecoder(string directory, ScalarType dtype, Device device)
    {
        var backbone = Load(directory, dtype, device, withHead: true);
        if (backbone is DecoderBackbone decoder)
        {
            return decoder;
        }

        backbone.Dispose();
        throw NoDecoder(directory);
    }

    /// <summary>Loads a backbone, with the head that predicts tokens where the model has one.</summary>
    /// <param name="headFailure">Why a decoder has none; null for a head, and for a model that is no decoder.</param>
    /// <exception cref="EvaluationException">As <see cref="LoadBackbone"/>.</exception>
    internal static IBackbone LoadWithHead(
        string directory, ScalarType dtype, Device device, out EvaluationException? headFailure)
    {
        try
        {
            headFailure = null;
            return Load(directory, dtype, device, withHead: true);
        }
        catch (EvaluationException failure)
        {
            // What else is wrong with the model is wrong without a head, too.
            var backbone = Load(directory, dtype, device, withHead: false);
            headFailure = failure;
            return backbone;
        }
    }

    internal static EvaluationException NoDecoder(string directory) => new(
        $"model '{directory}' is an encoder: it embeds and does not generate",
        "generation needs a decoder such as Llama, Mistral or Qwen");

    private static IBackbone Load(string directory, ScalarType dtype, Device device, bool withHead)
    {
        NativeBackend.EnsureLoaded();
        var config = ModelConfig.Read(directory);
        var family = FamilyOf(directory, config);
        foreach (var (setting, instead) in Unreadable.Where(pair => config.Has(pair.Setting)))
        {
            throw config.Unsupported(setting, instead);
        }

        using var checkpoint = Checkpoint.Open(directory);
        var parameters = new Parameters();
        try
        {
            var weights = new WeightScope(checkpoint, parameters, "", dtype, device);
            return family.Load(new ModelSource(config, weights, withHead));
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    private static ModelFamily FamilyOf(string directory, ModelConfig config)
    {
        var architecture = config.Texts("architectures") is [var first, ..] ? first : null;
        var name = architecture ?? config.Text("model_type")
            ?? throw new EvaluationException($"'{config.Path}' has neither 'architectures' nor 'model_type'");
        return Families.FirstOrDefault(family => architecture is null ? family.ModelType == name : family.Builds(name))
            ?? throw new EvaluationException(
                $"model '{directory}' uses architecture '{name}', which is not supported",
                $"supported: {string.Join(", ", Supported)}");
    }

    /// <param name="ModelType">As in config.json, used where it names no architecture.</param>
    /// <param name="ClassPrefix">What class names begin with: <c>BertModel</c>, <c>BertForMaskedLM</c>.</param>
    private sealed record ModelFamily(string ModelType, string ClassPrefix, Func<ModelSource, IBackbone> Load)
    {
        public bool Builds(string architecture) => architecture == $"{ClassPrefix}Model"
            || architecture.StartsWith($"{ClassPrefix}For", StringComparison.Ordinal);
    }
}
