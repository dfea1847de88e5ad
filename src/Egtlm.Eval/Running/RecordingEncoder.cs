using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>Passes calls on and keeps count per prompt type, for the manifest.</summary>
internal sealed class RecordingEncoder(IEncoder inner, TimeProvider time) : IEncoder
{
    private readonly OrderedDictionary<PromptType, Tally> _tallies = [];

    public ModelIdentity Identity => inner.Identity;

    public int Dimension => inner.Dimension;

    public SimilarityFunction Similarity => inner.Similarity;

    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var encoded = inner.Encode(texts, request, progress, cancellation);
        var earlier = _tallies.GetValueOrDefault(request.PromptType);
        _tallies[request.PromptType] = new Tally(
            encoded.Prompt,
            earlier.Texts + texts.Count,
            earlier.Tokens + encoded.TokenCount,
            earlier.Truncated + encoded.TruncatedCount,
            earlier.Cached + encoded.CachedCount,
            earlier.Model + encoded.ModelTokens,
            earlier.Seconds + time.GetElapsedTime(start).TotalSeconds);
        return encoded;
    }

    /// <summary>The counts so far, by <c>none</c>, <c>query</c> and <c>document</c>.</summary>
    public IReadOnlyDictionary<string, EncodingRecord> Records() => _tallies.ToDictionary(
        item => item.Key switch
        {
            PromptType.None => "none",
            PromptType.Query => "query",
            PromptType.Document => "document",
        },
        item => item.Value.ToRecord());

    private readonly record struct Tally(
        string Prompt, long Texts, long Tokens, long Truncated, long Cached, ModelTokens Model, double Seconds)
    {
        public EncodingRecord ToRecord() =>
            new(Prompt, Texts, Tokens, Texts == 0 ? 0 : (double)Truncated / Texts, Seconds, Cached, Model.Real, Model.Padded);
    }
}
