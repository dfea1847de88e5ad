using System.Runtime.InteropServices;
using Egtlm.Eval.Caching;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>
/// Encodes with a model folder: each different text once, texts of similar length together, pooling and all after it in
/// float32; what a cache holds is not encoded again. Made by <see cref="EncoderLoader"/>. One call at a time.
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

    /// <summary>Vectors of earlier calls and runs; null for no cache. The encoder closes it.</summary>
    public VectorCache? Cache { get; init; }

    /// <summary>What <c>TorchLanguageModel.Over</c> shares.</summary>
    internal IBackbone Backbone => _backbone;

    /// <summary>Whether the head that predicts tokens was read, too.</summary>
    public bool HasHead => _backbone is DecoderBackbone { Head: not null };

    /// <summary>Why a decoder that was loaded with its head has none.</summary>
    internal EvaluationException? HeadFailure { get; init; }

    public int Dimension => _head.OutputSize;

    /// <summary>Number of weights of the transformer.</summary>
    public long ParameterCount => _backbone.ParameterCount;

    /// <summary>Of those, what every token is multiplied with.</summary>
    public long LayerParameterCount => _backbone.LayerParameterCount;

    /// <inheritdoc/>
    /// <exception cref="EvaluationException">One text alone does not fit the GPU's memory.</exception>
    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation) =>
        Encode(texts, Plan.PromptFor(request), progress, request.IsFresh ? null : Cache, cancellation);

    /// <summary>Encodes texts behind a prompt of the caller's, such as one of the plan without a task.</summary>
    /// <exception cref="EvaluationException">One text alone does not fit the GPU's memory.</exception>
    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        string prompt,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation) =>
        Encode(texts, prompt, progress, Cache, cancellation);

    private EncodedTexts Encode(
        IReadOnlyList<string> texts,
        string prompt,
        IProgress<EncodeProgress>? progress,
        VectorCache? cache,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(prompt);
        var unique = UniqueTexts.Of(texts);
        var encoded = Tokenise(prompt, unique.Texts, cancellation);
        var ids = Array.ConvertAll(encoded, text => text.Ids);
        var input = new EncoderInput(ids, _tokens.PrefixLength(prompt), _tokens.PadId);
        var vectors = new Matrix<float>(new float[checked(encoded.Length * Dimension)], encoded.Length, Dimension);
        var (cached, read) = EncodeRows(input, unique.Counts, vectors, (cache, progress), cancellation);
        return new EncodedTexts(
            encoded.Length == texts.Count ? vectors : vectors.SelectRows(unique.RowOfText),
            prompt,
            ids.Sum(text => (long)text.Length),
            encoded.Zip(unique.Counts, (text, count) => text.IsCut ? count : 0).Sum(),
            cached)
        {
            ModelTokens = read,
        };
    }

    public void Dispose()
    {
        Cache?.Dispose();
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

    /// <summary>Fills every row from the cache or from the model, whose vectors are then kept batch by batch.</summary>
    /// <param name="counts">For each row how many inputs it stands for.</param>
    /// <returns>Inputs whose row came from the cache, and the tokens that the model read.</returns>
    private (int Cached, ModelTokens Read) EncodeRows(
        EncoderInput input,
        int[] counts,
        Matrix<float> vectors,
        (VectorCache? Cache, IProgress<EncodeProgress>? Progress) sides,
        CancellationToken cancellation)
    {
        var (cache, progress) = sides;
        var keys = cache is null ? [] : KeysOf(input);
        var isKept = cache?.Read(keys, vectors, cancellation) ?? new bool[counts.Length];
        int[] missing = [.. Enumerable.Range(0, counts.Length).Where(row => !isKept[row])];
        var total = counts.Sum();
        var cached = total - missing.Sum(row => counts[row]);
        var done = cached;
        if (cached > 0)
        {
            progress?.Report(new EncodeProgress(done, total));
        }

        var read = default(ModelTokens);
        using var mode = inference_mode();
        foreach (var batch in TokenBatcher.Batch(Array.ConvertAll(missing, row => input.Ids[row].Length), BatchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Array.ConvertAll(batch, index => missing[index]);
            BatchSplit.Run(rows, some => EncodeBatch(input, some, vectors), row => input.Ids[row].Length);
            cache?.Write(keys, rows, vectors);
            int[] lengths = Array.ConvertAll(rows, row => input.Ids[row].Length);
            read += new ModelTokens(lengths.Sum(), (long)lengths.Length * lengths.Max());
            done += rows.Sum(row => counts[row]);
            progress?.Report(new EncodeProgress(done, total));
        }

        return (cached, read);
    }

    private VectorKey[] KeysOf(EncoderInput input)
    {
        // Where the prompt's tokens count, it does not matter which they are.
        var prefix = Plan.Pooling.Prompt == PromptPooling.Include ? 0 : input.PrefixLength;
        var keys = new VectorKey[input.Ids.Length];
        Parallel.For(0, keys.Length, row => keys[row] = VectorKey.Of(input.Ids[row], prefix));
        return keys;
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
