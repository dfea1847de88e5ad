namespace Egtlm.Eval.Models.Architectures;

/// <summary>Qwen3: query and key are normalised per head. https://arxiv.org/abs/2505.09388</summary>
internal static class Qwen3
{
    private const int DefaultHeadWidth = 128; // Qwen3Config

    public static IBackbone Load(ModelSource source)
    {
        var hasBias = source.Config.Flag("attention_bias", absent: false);
        return DecoderBackbone.Load(
            source,
            DecoderConfig.Common(source.Config, tiesByDefault: false, DefaultHeadWidth) with
            {
                HasQkNorm = true,
                HasQkvBias = hasBias,
                HasOutputBias = hasBias,
                Window = SlidingWindow.OfSomeLayers(source.Config),
            });
    }
}
