using Egtlm.Eval.Models.Weights;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>What an architecture builds its layers from.</summary>
/// <param name="Weights">The root of the checkpoint.</param>
/// <param name="WithHead">Decoders read the head that predicts tokens, too.</param>
internal readonly record struct ModelSource(ModelConfig Config, WeightScope Weights, bool WithHead);
