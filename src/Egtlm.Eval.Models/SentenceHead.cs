using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>What happens to a pooled vector: the projection, Dense and Normalize modules of the folder, in order.</summary>
internal sealed class SentenceHead : IDisposable
{
    private readonly IReadOnlyList<DenseLayer?> _steps;

    /// <summary>Reads the weights of the projection and Dense modules.</summary>
    /// <param name="pooledSize">Length of a pooled vector.</param>
    public SentenceHead(EncodingPlan plan, int pooledSize, Device device)
    {
        List<DenseLayer?> steps = [];
        OutputSize = pooledSize;
        foreach (var module in plan.Modules)
        {
            var dense = module.Kind switch
            {
                SentenceModuleKind.Dense => DenseLayer.Read(module.Directory, OutputSize, device),
                SentenceModuleKind.Projection => ProjectionHead.Read(module.Directory, OutputSize, device),
                _ => null,
            };
            OutputSize = dense?.OutputSize ?? OutputSize;
            steps.Add(dense);
        }

        // A null step normalises.
        _steps = plan.NormalisesLast ? [.. steps, null] : steps;
    }

    /// <summary>Length of an embedding.</summary>
    public int OutputSize { get; }

    /// <param name="pooled"><c>[batch, pooled]</c>, float32.</param>
    /// <returns><c>[batch, output]</c>, float32.</returns>
    public Tensor Forward(Tensor pooled) =>
        _steps.Aggregate(pooled, (x, dense) => dense is null ? Pooling.Normalise(x) : dense.Forward(x));

    public void Dispose()
    {
        foreach (var step in _steps)
        {
            step?.Dispose();
        }
    }
}
