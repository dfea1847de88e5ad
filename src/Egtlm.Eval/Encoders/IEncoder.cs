using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Encoders;

/// <summary>What mteb calls <c>prompt_type</c>: set for retrieval and reranking only.</summary>
public enum PromptType
{
    None,
    Query,
    Document,
}

/// <summary>How a model compares two embeddings. Source: mteb <c>similarity_fn_name</c>.</summary>
public enum SimilarityFunction
{
    Cosine,
    Dot,
    Euclidean,
    Manhattan,
}

/// <summary>Name and revision of a model as results are filed: <c>org/name</c> and a commit, digest or version.</summary>
public sealed record ModelIdentity(string Name, string Revision);

/// <summary>For what the texts are encoded; an encoder resolves its prompt from this and nothing else.</summary>
public sealed record EncodeRequest(TaskDefinition Task, PromptType PromptType)
{
    /// <summary>The model must read every text, whatever is kept from before.</summary>
    public bool IsFresh { get; init; }
}

/// <summary>Texts encoded so far in one call.</summary>
public readonly record struct EncodeProgress(int Done, int Total);

/// <summary>The answer of one encode call.</summary>
/// <param name="Embeddings">One row per text, in the order of the texts, <c>[texts, dimension]</c>.</param>
/// <param name="Prompt">The text put before every input; empty when there is none.</param>
/// <param name="TokenCount">
/// Tokens of the inputs, each unique text once, prompt and special tokens included; 0 without a tokenizer.
/// </param>
/// <param name="TruncatedCount">Input texts that were cut to the model's maximum length.</param>
/// <param name="CachedCount">Input texts whose vectors were kept from before; the model did not read them.</param>
public sealed record EncodedTexts(
    Matrix<float> Embeddings, string Prompt, long TokenCount, int TruncatedCount, int CachedCount = 0)
{
    /// <summary>What the model read; zeros where an encoder does not count it.</summary>
    public ModelTokens ModelTokens { get; init; }
}

/// <summary>Tokens that went through a model, cached texts left out.</summary>
/// <param name="Real">Of the texts.</param>
/// <param name="Padded">With the padding of their batches.</param>
public readonly record struct ModelTokens(long Real, long Padded)
{
    public static ModelTokens operator +(ModelTokens a, ModelTokens b) => new(a.Real + b.Real, a.Padded + b.Padded);
}

/// <summary>Turns texts into vectors.</summary>
public interface IEncoder
{
    ModelIdentity Identity { get; }

    /// <summary>Length of a vector.</summary>
    int Dimension { get; }

    SimilarityFunction Similarity { get; }

    /// <summary>Encodes <paramref name="texts"/>; an empty text is a text. The result of a text does not depend on its neighbours.</summary>
    EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation);
}
