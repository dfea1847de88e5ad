using Egtlm.Eval.Caching;
using Egtlm.Eval.Models.Tokenization;
using TorchSharp;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>Makes an encoder of a model folder.</summary>
public static class EncoderLoader
{
    // On 2 cores all-MiniLM-L6-v2 read SciFact at 4,900 to 5,600 tokens/s with 512 to 8,192 tokens, in no order, and at
    // 4,300 with 16,384. With 16,384 an H200 (bfloat16, 128 tokens a text) is within 5 % of its best for BERT-large,
    // Qwen1.5-1.8B and Mistral-7B; with 4,096 BERT-large has two thirds of it.
    private const int CpuBatchTokens = 4096;
    private const int GpuBatchTokens = 16384;

    /// <summary>
    /// Reads weights and tokenizer; the profile is the options' or <see cref="EncodingProfiles.Detect"/>'s.
    /// </summary>
    /// <exception cref="EvaluationException">The folder is no model, or model and options do not fit.</exception>
    public static TorchEncoder Load(string directory, EncoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = ModelFolder.Read(directory);
        var (profile, tokenizer) = ProfileAndTokenizer(folder, options);
        var device = TorchDevice.Resolve(options.Device);
        var type = ComputeTypeOn(device, options.ComputeType, folder.Architecture);
        EvaluationException? headFailure = null;
        var scalar = ComputeTypeName.ScalarOf(type);
        var backbone = options.WithHead
            ? ModelLoader.LoadWithHead(folder.TransformerDirectory, scalar, device, out headFailure)
            : ModelLoader.LoadBackbone(folder.TransformerDirectory, scalar, device);
        try
        {
            var plan = EncodingPlans.Make(folder, profile, options, backbone.MaxPositions);
            var pooledSize = backbone.HiddenSize * plan.Pooling.Modes.Count;
            var head = new SentenceHead(plan, pooledSize, device);
            var identity = ModelIdentityReader.Read(directory, options.Name, options.Revision);
            return new TorchEncoder(backbone, new TextTokens(tokenizer, plan, folder.VocabularySize), head)
            {
                Identity = identity,
                Similarity = folder.Settings.Similarity,
                Plan = plan,
                HeadFailure = headFailure,
                Architecture = folder.Architecture,
                Device = device.ToString(),
                ComputeType = type,
                BatchTokens = options.BatchTokens ?? BatchTokensOn(device),
                Cache = options.Cache is { } cache
                    ? VectorCache.Open(VectorSpaces.Of(folder, plan, identity, type, device, head.OutputSize), cache)
                    : null,
            };
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    internal static int BatchTokensOn(Device device) =>
        device.type == DeviceType.CPU ? CpuBatchTokens : GpuBatchTokens;

    /// <summary>
    /// What was asked for; else float32 on a CPU, and on a GPU float16 for encoders, bfloat16 for decoders, whose
    /// activations can leave float16's range.
    /// </summary>
    /// <remarks>
    /// Measured on an H200 with all-MiniLM-L6-v2: bfloat16 moves SciFact's nDCG@10 by 0.004, float16 by nothing.
    /// </remarks>
    internal static ComputeType ComputeTypeOn(Device device, ComputeType? asked, string architecture)
    {
        // BertModel, RobertaModel, XLMRobertaModel.
        var isEncoder = architecture.Contains("bert", StringComparison.OrdinalIgnoreCase);
        return asked ?? (device.type == DeviceType.CPU ? ComputeType.Fp32 : isEncoder ? ComputeType.Fp16 : ComputeType.Bf16);
    }

    internal static (EncodingProfile Profile, Tokenizer Tokenizer) ProfileAndTokenizer(
        ModelFolder folder, EncoderOptions options)
    {
        var tokenizer = Tokenizer.Load(folder.TransformerDirectory);
        var profile = EncodingProfiles.Load(
            options.Profile == EncodingProfiles.Auto
                ? EncodingProfiles.Detect(folder, tokenizer.TokenToId)
                : options.Profile);
        return (profile, tokenizer.WithSpecialTokens(profile.SpecialTokens));
    }
}
