using System.Numerics;
using System.Numerics.Tensors;
using Egtlm.Eval.Randomness;

namespace Egtlm.Eval.Generation;

/// <summary>Draws tokens from logits.</summary>
/// <remarks>
/// Temperature, then top-k, then top-p, the order of transformers' logits warpers. The draws are our own: those of
/// torch differ between devices.
/// </remarks>
public sealed class Sampling
{
    private readonly SamplingOptions _options;
    private readonly NumpyGenerator _random;

    /// <param name="prompt">Place of the prompt in the list: each has draws of its own.</param>
    public Sampling(SamplingOptions options, int prompt)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(options.TopK);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.TopP);
        _options = options;
        _random = new NumpyGenerator(((BigInteger)options.Seed << 32) + prompt);
    }

    /// <summary>One token.</summary>
    /// <param name="logits">One per token of the vocabulary.</param>
    public int Next(ReadOnlySpan<float> logits)
    {
        var order = new int[logits.Length];
        var weights = new double[logits.Length];
        var largest = (double)TensorPrimitives.Max(logits);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            weights[i] = -Math.Exp((logits[i] - largest) / _options.Temperature); // negative: largest first
        }

        Array.Sort(weights, order);
        var kept = _options.TopK == 0 ? order.Length : Math.Min(_options.TopK, order.Length);
        kept = WithinTopP(weights.AsSpan(0, kept));
        var point = _random.NextDouble() * -TensorPrimitives.Sum<double>(weights.AsSpan(0, kept));
        for (var i = 0; i < kept - 1; i++)
        {
            point += weights[i];
            if (point < 0)
            {
                return order[i];
            }
        }

        return order[kept - 1];
    }

    // The token that crosses the limit is in.
    private int WithinTopP(ReadOnlySpan<double> weights)
    {
        var limit = _options.TopP * -TensorPrimitives.Sum(weights);
        var count = 0;
        for (var sum = 0.0; count < weights.Length && sum < limit; count++)
        {
            sum -= weights[count];
        }

        return Math.Max(1, count);
    }
}
