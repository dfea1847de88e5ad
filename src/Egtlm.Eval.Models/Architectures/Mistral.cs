namespace Egtlm.Eval.Models.Architectures;

/// <summary>Mistral: Llama with a window in every layer. https://arxiv.org/abs/2310.06825</summary>
internal static class Mistral
{
    public static IBackbone Load(ModelSource source) => DecoderBackbone.Load(
        source,
        DecoderConfig.Common(source.Config, tiesByDefault: false) with
        {
            Window = SlidingWindow.OfAllLayers(source.Config),
        });
}
