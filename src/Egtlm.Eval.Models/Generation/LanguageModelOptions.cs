namespace Egtlm.Eval.Models.Generation;

/// <summary>How a generating model is loaded and run; what is null is decided from the device or the folder.</summary>
public sealed record LanguageModelOptions
{
    /// <inheritdoc cref="EncoderOptions.Device"/>
    public string Device { get; init; } = TorchDevice.Auto;

    /// <inheritdoc cref="EncoderOptions.ComputeType"/>
    public ComputeType? ComputeType { get; init; }

    /// <summary>Most tokens of a batch, padding, options and new tokens included. Null: by device.</summary>
    public int? BatchTokens { get; init; }

    /// <inheritdoc cref="EncoderOptions.Name"/>
    public string? Name { get; init; }

    /// <inheritdoc cref="EncoderOptions.Revision"/>
    public string? Revision { get; init; }
}
