namespace Egtlm.Eval.Models.Architectures;

/// <summary>Which layers see only the latest tokens in causal mode, and how many, the token itself included.</summary>
internal sealed record SlidingWindow(int? Width, Func<int, bool> Covers)
{
    private const int DefaultWidth = 4096; // MistralConfig and Qwen2Config, where sliding_window is not written
    private const int DefaultFirstLayer = 28; // Qwen2Config, max_window_layers

    public static readonly SlidingWindow None = new(null, _ => false);

    /// <summary>As Mistral has it; null means no window.</summary>
    public static SlidingWindow OfAllLayers(ModelConfig config) =>
        config.IsNull("sliding_window") ? None : new(config.Size("sliding_window", DefaultWidth), _ => true);

    /// <summary>
    /// As Qwen2 and Qwen3 have it: where switched on, by <c>layer_types</c>, else from <c>max_window_layers</c> on.
    /// </summary>
    public static SlidingWindow OfSomeLayers(ModelConfig config)
    {
        var kinds = config.Texts("layer_types");
        var layers = config.Size("num_hidden_layers");
        if (kinds is not null
            && (kinds.Count != layers || kinds.Any(kind => kind is not ("full_attention" or "sliding_attention"))))
        {
            throw config.Unsupported("layer_types", $"{layers} times full_attention or sliding_attention");
        }

        if (!config.Flag("use_sliding_window", absent: false))
        {
            return None;
        }

        var firstLayer = config.Int("max_window_layers", DefaultFirstLayer);
        return OfAllLayers(config) with
        {
            Covers = layer => kinds is null ? layer >= firstLayer : kinds[layer] == "sliding_attention",
        };
    }
}
