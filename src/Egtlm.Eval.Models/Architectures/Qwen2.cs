namespace Egtlm.Eval.Models.Architectures;

/// <summary>
/// Qwen2 and 2.5: query, key and value have biases; upper layers may have a window. https://arxiv.org/abs/2407.10671
/// </summary>
internal static class Qwen2
{
    public static IBackbone Load(ModelSource source) => DecoderBackbone.Load(
        source,
        DecoderConfig.Common(source.Config, tiesByDefault: false) with
        {
            HasQkvBias = true,
            Window = SlidingWindow.OfSomeLayers(source.Config),
        });
}
