using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Layers;

/// <summary>A table of vectors.</summary>
internal sealed class Embedding(WeightScope w, string name, long rows, long width)
{
    private readonly Tensor _table = w.Tensor(name, rows, width);

    /// <summary>The table itself, <c>[rows, width]</c>; a head may be tied to it.</summary>
    public Tensor Table => _table;

    /// <summary>Numbers in the table.</summary>
    public long Count => _table.numel();

    /// <summary>ids: int64 <c>[batch, seq]</c> -> <c>[batch, seq, width]</c>.</summary>
    public Tensor Forward(Tensor ids) => _table.index_select(0, ids.view(-1)).view(ids.shape[0], ids.shape[1], width);
}
