using Egtlm.Eval.Models.Architectures;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Angle per position of each pair of a head's dimensions. https://arxiv.org/abs/2104.09864</summary>
/// <remarks>
/// Read from <c>rope_parameters</c> (transformers 5) or from <c>rope_theta</c> and <c>rope_scaling</c> (before);
/// kinds of scaling as in transformers' modeling_rope_utils.py.
/// </remarks>
internal static class RotaryScaling
{
    private const double DefaultTheta = 10000;

    /// <summary>Radians per position, <c>[headWidth / 2]</c>, float32.</summary>
    public static float[] Frequencies(ModelConfig config, int headWidth)
    {
        var parameters = config.Section("rope_parameters");
        var scaling = parameters ?? config.Section("rope_scaling");
        var theta = (parameters ?? config).Number("rope_theta", config.Number("rope_theta", DefaultTheta));
        foreach (var owner in new[] { config, scaling }.OfType<ModelConfig>())
        {
            if (owner.Number("partial_rotary_factor", 1) != 1)
            {
                throw owner.Unsupported("partial_rotary_factor", "1");
            }
        }

        var plain = Enumerable.Range(0, headWidth / 2)
            .Select(i => 1f / MathF.Pow((float)theta, 2f * i / headWidth));
        var key = scaling?.Has("rope_type") == true ? "rope_type" : "type"; // the older name
        return scaling?.Text(key) switch
        {
            null when scaling is not null && parameters is null => throw scaling.Unsupported("rope_type", Supported),
            null or "default" => [.. plain],
            "linear" => [.. plain.Select(frequency => frequency / (float)scaling.Number("factor"))],
            "llama3" => Llama3([.. plain], scaling),
            _ => throw scaling.Unsupported(key, Supported),
        };
    }

    private static string Supported => "default, linear, llama3";

    /// <summary>Long waves are stretched by the factor, short ones kept, those between blended.</summary>
    private static float[] Llama3(float[] plain, ModelConfig scaling)
    {
        var factor = (float)scaling.Number("factor");
        var low = (float)scaling.Number("low_freq_factor");
        var high = (float)scaling.Number("high_freq_factor");
        var trained = scaling.Size("original_max_position_embeddings");
        return [.. plain.Select(frequency =>
        {
            // 0 from the longest wave that is stretched in full on, 1 up to the shortest that is kept.
            var turns = trained * frequency / (2 * MathF.PI);
            var kept = Math.Clamp((turns - low) / (high - low), 0f, 1f);
            return ((1 - kept) * frequency / factor) + (kept * frequency);
        })];
    }
}
