using System.Globalization;
using System.Numerics.Tensors;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Checks tokens against the model's embedding table while their names are known.</summary>
internal static class EmbeddedTokens
{
    /// <param name="rows">Rows of the table: ids from 0 on that the model knows.</param>
    /// <exception cref="EvaluationException">A token was added to the tokenizer and not to the model.</exception>
    public static void Require(ReadOnlySpan<int> ids, Tokenizer tokenizer, int rows)
    {
        if (!ids.IsEmpty && TensorPrimitives.Max(ids) is var largest && largest >= rows)
        {
            var token = tokenizer.Decode([largest], skipSpecialTokens: false);
            throw new EvaluationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the token '{token}' has the id {largest}, the model's embedding table has {rows} rows"),
                "tokenizer and config.json must be of one model: a token that is added needs a trained row "
                + "(resize_token_embeddings)");
        }
    }
}
