using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Architectures;

/// <summary>A transformer without a head: token ids in, hidden states out.</summary>
public interface IBackbone : IDisposable
{
    /// <summary>Width of a hidden state.</summary>
    int HiddenSize { get; }

    /// <summary>Most tokens of a row.</summary>
    int MaxPositions { get; }

    /// <summary>Number of weights read.</summary>
    long ParameterCount { get; }

    /// <summary>Of those, weights that every token is multiplied with: all but the tables that are looked up.</summary>
    long LayerParameterCount { get; }

    /// <summary>
    /// Last hidden states after the final norm, <c>[batch, seq, hidden]</c>, in the compute dtype. The caller owns the
    /// result.
    /// </summary>
    /// <param name="batch">Right padded ids; padding is masked out.</param>
    /// <param name="isCausal">Each token sees earlier ones only; encoders such as BERT ignore it.</param>
    Tensor Forward(TokenBatch batch, bool isCausal);
}
