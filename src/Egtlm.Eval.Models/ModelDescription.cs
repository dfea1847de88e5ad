using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Weights;

namespace Egtlm.Eval.Models;

/// <summary>How a model folder would be loaded, told without loading its weights.</summary>
public sealed record ModelDescription
{
    public required ModelIdentity Identity { get; init; }

    /// <summary>Such as <c>Qwen2ForCausalLM</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Weights in the files, heads that embedding leaves out included.</summary>
    public required long StoredParameters { get; init; }

    /// <summary>Number formats in the files, such as <c>BF16</c>, most values first.</summary>
    public required IReadOnlyList<string> StoredTypes { get; init; }

    public required string Device { get; init; }

    /// <summary>Number format of the forward pass, such as <c>float32</c>.</summary>
    public required string ComputeType { get; init; }

    /// <summary>Such as <c>WordPiece</c>, <c>BPE</c> or <c>Unigram</c>.</summary>
    public required string TokenizerKind { get; init; }

    public required int VocabularySize { get; init; }

    /// <summary>
    /// What happens to a text, in order, such as <c>Transformer</c>, <c>Pooling</c>, <c>Normalize</c>.
    /// </summary>
    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>The profile was chosen from the folder, not named.</summary>
    public required bool IsProfileDetected { get; init; }

    public required EncodingPlan Plan { get; init; }

    public required SimilarityFunction Similarity { get; init; }

    /// <summary>What the folder asks for and will not get, and what had to be assumed.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <exception cref="EvaluationException">The folder is no model, or asks for what is not supported.</exception>
    public static ModelDescription Describe(string directory, EncoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = ModelFolder.Read(directory);
        var (profile, tokenizer) = EncoderLoader.ProfileAndTokenizer(folder, options);
        var tokenizerFile = JsonFile.TryRead(Path.Combine(folder.TransformerDirectory, "tokenizer.json"));
        var plan = EncodingPlans.Make(folder, profile, options, folder.MaxPositions ?? int.MaxValue);
        _ = new TextTokens(tokenizer, plan, folder.VocabularySize); // refuses what the loader would refuse
        var device = TorchDevice.Resolve(options.Device);
        var entries = Entries(folder.TransformerDirectory);
        return new ModelDescription
        {
            Identity = ModelIdentityReader.Read(directory, options.Name, options.Revision),
            Architecture = folder.Architecture,
            StoredParameters = entries.Sum(Values),
            StoredTypes = StoredTypesOf(entries),
            Device = device.ToString(),
            ComputeType = ComputeTypeName.Of(
                EncoderLoader.ComputeTypeOn(device, options.ComputeType, folder.Architecture)),
            TokenizerKind = tokenizerFile?.GetProperty("model").Text("type") ?? "WordPiece",
            VocabularySize = tokenizer.VocabularySize,
            Modules = ModulesOf(plan),
            IsProfileDetected = options.Profile == EncodingProfiles.Auto,
            Plan = plan,
            Similarity = folder.Settings.Similarity,
            Warnings = [.. ModelWarnings.Of(folder, plan, tokenizer, tokenizerFile)],
        };
    }

    private static string[] StoredTypesOf(SafetensorsEntry[] entries) =>
    [
        .. entries.GroupBy(entry => entry.Dtype)
            .OrderByDescending(type => type.Sum(Values)).Select(type => type.Key),
    ];

    private static string[] ModulesOf(EncodingPlan plan) =>
    [
        nameof(SentenceModuleKind.Transformer),
        nameof(SentenceModuleKind.Pooling),
        .. plan.Modules.Select(module => module.Kind.ToString()),
        .. plan.NormalisesLast ? [nameof(SentenceModuleKind.Normalize)] : Array.Empty<string>(),
    ];

    private static SafetensorsEntry[] Entries(string directory)
    {
        List<SafetensorsEntry> entries = [];
        foreach (var path in Directory.EnumerateFiles(directory, "*.safetensors"))
        {
            using var handle = File.OpenHandle(path);
            entries.AddRange(SafetensorsHeader.Read(path, handle).Entries.Values);
        }

        return [.. entries];
    }

    private static long Values(SafetensorsEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size);
}
