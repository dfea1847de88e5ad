namespace Egtlm.Eval.Models.Architectures;

/// <summary>Llama 2 and 3 and what is built like them. https://arxiv.org/abs/2302.13971</summary>
internal static class Llama
{
    public static IBackbone Load(ModelSource source)
    {
        var hasBias = source.Config.Flag("attention_bias", absent: false);
        return DecoderBackbone.Load(
            source,
            DecoderConfig.Common(source.Config, tiesByDefault: false) with
            {
                HasQkvBias = hasBias,
                HasOutputBias = hasBias,
                HasMlpBias = source.Config.Flag("mlp_bias", absent: false),
            });
    }
}
