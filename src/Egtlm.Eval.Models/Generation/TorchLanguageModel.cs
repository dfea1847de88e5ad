using Egtlm.Eval.Encoders;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Chat;
using Egtlm.Eval.Models.Tokenization;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Generates and scores with a decoder folder. One call at a time.</summary>
public sealed class TorchLanguageModel : ILanguageModel, IDisposable
{
    private readonly DecoderBackbone _decoder;
    private readonly Tokenizer _tokenizer;
    private readonly EndTokens _ends;
    private readonly Lazy<ChatTemplate?> _template;
    private readonly Lazy<TextDigests> _digests;

    private TorchLanguageModel(DecoderBackbone decoder, Tokenizer tokenizer, string folder)
    {
        (_decoder, _tokenizer, _ends) = (decoder, tokenizer, Generation.EndTokens.Read(folder, tokenizer));
        _template = new(() => ChatTemplate.TryLoad(folder));
        _digests = new(() => TextDigestReader.Read(folder));
    }

    public required ModelIdentity Identity { get; init; }

    /// <summary>Such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Number format of the forward pass; log-probabilities are float64 sums whatever it is.</summary>
    public required ComputeType ComputeType { get; init; }

    /// <inheritdoc cref="LanguageModelOptions.BatchTokens"/>
    public required int BatchTokens { get; init; }

    /// <summary>Number of weights read, the head's included where it has its own.</summary>
    public long ParameterCount => _decoder.ParameterCount;

    public int MaxPositions => _decoder.MaxPositions;

    public int? PrefixToken => _ends.Prefix;

    public IReadOnlyList<int> EndTokens => _ends.End;

    public TextDigests Digests => _digests.Value;

    private bool OwnsWeights { get; init; }

    /// <summary>Reads weights, head and tokenizer.</summary>
    /// <exception cref="EvaluationException">The folder is no model, or one that does not generate.</exception>
    public static TorchLanguageModel Load(string directory, LanguageModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var model = ModelFolder.Read(directory);
        var folder = model.TransformerDirectory;
        var tokenizer = Tokenizer.Load(folder);
        var device = TorchDevice.Resolve(options.Device);
        var type = EncoderLoader.ComputeTypeOn(device, options.ComputeType, model.Architecture);
        return new TorchLanguageModel(
            ModelLoader.LoadDecoder(folder, ComputeTypeName.ScalarOf(type), device),
            tokenizer,
            folder)
        {
            OwnsWeights = true,
            Identity = ModelIdentityReader.Read(directory, options.Name, options.Revision),
            Device = device.ToString(),
            ComputeType = type,
            BatchTokens = options.BatchTokens ?? EncoderLoader.BatchTokensOn(device),
        };
    }

    /// <summary>The generating half of a model that embeds, over the same weights; the encoder outlives it.</summary>
    /// <param name="encoder">Loaded from the folder <see cref="EncoderOptions.WithHead"/>.</param>
    /// <exception cref="EvaluationException">The model does not generate, or was saved without its head.</exception>
    public static TorchLanguageModel Over(TorchEncoder encoder, string directory)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var folder = ModelFolder.Read(directory).TransformerDirectory;
        var decoder = encoder.Backbone as DecoderBackbone ?? throw ModelLoader.NoDecoder(folder);
        if (decoder.Head is null)
        {
            throw encoder.HeadFailure as Exception
                ?? new InvalidOperationException("the encoder was loaded without the head");
        }

        return new TorchLanguageModel(decoder, Tokenizer.Load(folder), folder)
        {
            Identity = encoder.Identity,
            Device = encoder.Device,
            ComputeType = encoder.ComputeType,
            BatchTokens = encoder.BatchTokens,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="EvaluationException">The text holds a token that the model has no embedding of.</exception>
    public int[] Tokenise(string text, bool addSpecialTokens)
    {
        var ids = _tokenizer.Encode(text, addSpecialTokens);
        EmbeddedTokens.Require(ids, _tokenizer, _decoder.VocabularySize);
        return ids;
    }

    public string Detokenise(IReadOnlyList<int> ids) => _tokenizer.Decode(ids, skipSpecialTokens: true);

    public IReadOnlyList<IReadOnlyList<ContinuationScore>> Score(
        IReadOnlyList<ScoreRequest> requests, IProgress<GenerationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var parts = ScorePart.Of(requests, MaxPositions);
        var scores = requests.Select(request => new ContinuationScore[request.Continuations.Count]).ToArray();
        var done = 0;
        foreach (var kind in parts.GroupBy(part => part.Request.Continuations.Count == 1))
        {
            ScorePart[] same = [.. kind];
            foreach (var rows in TokenBatcher.Batch(Array.ConvertAll(same, part => part.Tokens), BatchTokens))
            {
                cancellation.ThrowIfCancellationRequested();
                BatchSplit.Run(rows, some => Score(Array.ConvertAll(some, row => same[row]), scores), row => same[row].Tokens);
                done += rows.Length;
                progress?.Report(new GenerationProgress(done, parts.Count));
            }
        }

        return scores;
    }

    public IReadOnlyList<IReadOnlyList<NextToken>> NextTokens(
        IReadOnlyList<NextTokenRequest> requests, IProgress<GenerationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        int[] tokens = [.. requests.Select(one => one.Context.Count + one.Tokens.Count - 1)];
        var results = new IReadOnlyList<NextToken>[requests.Count];
        var done = 0;
        foreach (var rows in TokenBatcher.Batch(tokens, BatchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            BatchSplit.Run(rows, Read, row => tokens[row]);
            done += rows.Length;
            progress?.Report(new GenerationProgress(done, requests.Count));
        }

        return results;

        void Read(int[] rows)
        {
            var next = Distributions.Of(_decoder, Array.ConvertAll(rows, row => requests[row]));
            for (var i = 0; i < rows.Length; i++)
            {
                results[rows[i]] = next[i];
            }
        }
    }

    public IReadOnlyList<GeneratedText> Generate(
        IReadOnlyList<IReadOnlyList<int>> prompts,
        GenerationOptions options,
        IProgress<GenerationProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var tokens = prompts.Select((prompt, index) => NewAnswer(prompt, index, options))
            .Select(answer => answer.Prompt.Count + answer.MaxNewTokens).ToArray();
        var results = new GeneratedText[prompts.Count];
        var done = 0;
        foreach (var rows in TokenBatcher.Batch(tokens, BatchTokens))
        {
            BatchSplit.Run(rows, Generate, row => tokens[row]);
            done += rows.Length;
            progress?.Report(new GenerationProgress(done, prompts.Count));
        }

        return results;

        void Generate(int[] rows)
        {
            var answers = Array.ConvertAll(rows, row => NewAnswer(prompts[row], row, options));
            Decoding.Run(_decoder, answers, null, cancellation);
            for (var i = 0; i < rows.Length; i++)
            {
                results[rows[i]] = answers[i].Result();
            }
        }
    }

    /// <summary>Generates after one prompt and hands on the text piece by piece.</summary>
    /// <param name="onText">Gets each piece that no later token can change; together they are the text.</param>
    public GeneratedText Stream(
        IReadOnlyList<int> prompt, GenerationOptions options, Action<string> onText, CancellationToken cancellation)
    {
        var answer = NewAnswer(prompt, 0, options);
        var pieces = new TextPieces(options.StopTexts, onText);
        Decoding.Run(_decoder, [answer], grown => pieces.Push(grown.Text()), cancellation);
        var result = answer.Result();
        pieces.Finish(result.Text);
        return result;
    }

    public string? RenderChat(IReadOnlyList<ChatMessage> messages, bool addGenerationPrompt) =>
        _template.Value?.Render(messages, new ChatRenderOptions { AddGenerationPrompt = addGenerationPrompt });

    public void Dispose()
    {
        if (OwnsWeights)
        {
            _decoder.Dispose();
        }
    }

    // All parts have one continuation, or all have several.
    private void Score(ScorePart[] parts, ContinuationScore[][] scores)
    {
        var requests = Array.ConvertAll(parts, part => part.Request);
        var results = requests[0].Continuations.Count == 1
            ? Array.ConvertAll(Scoring.Single(_decoder, requests), one => new[] { one })
            : Scoring.Shared(_decoder, requests);
        for (var i = 0; i < parts.Length; i++)
        {
            results[i].CopyTo(scores[parts[i].Index], parts[i].First);
        }
    }

    private Answer NewAnswer(IReadOnlyList<int> prompt, int index, GenerationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxNewTokens, nameof(options));
        if (prompt.Count == 0)
        {
            throw new EvaluationException("a prompt has no tokens", "give a prompt of at least one token");
        }

        var room = MaxPositions - prompt.Count;
        return room > 0
            ? new Answer(prompt, Math.Min(options.MaxNewTokens, room), options.EndTokens ?? _ends.End, options, _tokenizer)
            {
                Sampling = options.Sampling is { } sampling ? new Sampling(sampling, index) : null,
            }
            : throw new EvaluationException(
                $"a prompt has {prompt.Count} tokens, the model has positions for {MaxPositions}",
                $"shorten it to {MaxPositions - 1} tokens or less");
    }
}
