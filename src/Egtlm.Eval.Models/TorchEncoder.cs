using System.Runtime.InteropServices;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>
/// Encodes with a model folder: each different text once, texts of similar length together, pooling and all after it in
/// float32. Made by <see cref="EncoderLoader"/>. One call at a time.
/// </summary>
public sealed class TorchEncoder : IEncoder, IDisposable
{
    private readonly IBackbone _backbone;
    private readonly TextTokens _tokens;
    private readonly SentenceHead _head;

    internal TorchEncoder(IBackbone backbone, TextTokens tokens, SentenceHead head)
    {
        _backbone = backbone;
        _tokens = tokens;
        _head = head;
    }

    public required ModelIdentity Identity { get; init; }

    public required SimilarityFunction Similarity { get; init; }

    /// <summary>How texts become vectors.</summary>
    public required EncodingPlan Plan { get; init; }

    /// <summary>Such as <c>Qwen2ForCausalLM</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Number format of the forward pass.</summary>
    public required ComputeType ComputeType { get; init; }

    /// <summary>Most tokens of a batch, padding included.</summary>
    public required int BatchTokens { get; init; }

    public int Dimension => _head.OutputSize;

    /// <summary>Number of weights of the transformer.</summary>
    public long ParameterCount => _backbone.ParameterCount;

    /// <inheritdoc/>
    /// <exception cref="EvaluationException">One text alone does not fit the GPU's memory.</exception>
    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation) =>
        Encode(texts, Plan.PromptFor(request), progress, cancellation);

    /// <summary>Encodes texts behind a prompt of the caller's, such as one of the plan without a task.</summary>
    /// <exception cref="EvaluationException">One text alone does not fit the GPU's memory.</exception>
    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        string prompt,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(prompt);
        var unique = UniqueTexts.Of(texts);
        var encoded = Tokenise(prompt, unique.Texts, cancellation);
        var ids = Array.ConvertAll(encoded, text => text.Ids);
        var input = new EncoderInput(ids, _tokens.PrefixLength(prompt), _tokens.PadId);
        var vectors = new Matrix<float>(new float[checked(encoded.Length * Dimension)], encoded.Length, Dimension);
        var done = 0;
        using var mode = inference_mode();
        foreach (var rows in TokenBatcher.Batch(Array.ConvertAll(ids, text => text.Length), BatchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            BatchSplit.Run(rows, some => EncodeBatch(input, some, vectors), row => ids[row].Length);
            done += rows.Sum(row => unique.Counts[row]);
            progress?.Report(new EncodeProgress(done, texts.Count));
        }

        return new EncodedTexts(
            encoded.Length == texts.Count ? vectors : vectors.SelectRows(unique.RowOfText),
            prompt,
            ids.Sum(text => (long)text.Length),
            encoded.Zip(unique.Counts, (text, count) => text.IsCut ? count : 0).Sum());
    }

    public void Dispose()
    {
        _backbone.Dispose();
        _head.Dispose();
    }

    private (int[] Ids, bool IsCut)[] Tokenise(
        string prompt, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var tokens = new (int[] Ids, bool IsCut)[texts.Count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        Parallel.For(0, texts.Count, options, index => tokens[index] = _tokens.Encode(prompt, texts[index]));
        return tokens;
    }

    private void EncodeBatch(EncoderInput input, int[] rows, Matrix<float> vectors)
    {
        using var scope = NewDisposeScope();
        var batch = input.Batch(rows);
        var hidden = _backbone.Forward(batch, Plan.IsCausal);
        var pooled = Pooling.Pool(hidden, batch, Plan.Pooling);
        var result = _head.Forward(pooled).cpu().contiguous();
        var values = MemoryMarshal.Cast<byte, float>(result.bytes);
        for (var i = 0; i < rows.Length; i++)
        {
            values.Slice(i * Dimension, Dimension).CopyTo(vectors.Row(rows[i]));
        }
    }
}
