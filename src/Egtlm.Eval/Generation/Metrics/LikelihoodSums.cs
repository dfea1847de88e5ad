using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How likely text is, in sums over whole texts, so that sets are sums too (never means of ratios).</summary>
/// <param name="LogLikelihood">Σ ln p of the scored tokens, nats.</param>
/// <param name="Tokens">Scored tokens.</param>
/// <param name="Words">See <see cref="PythonText.PieceCount"/>; means little for Chinese.</param>
/// <param name="Bytes">UTF-8 bytes of the scored span, see <see cref="ScoredBytes"/>.</param>
/// <remarks>
/// A ratio is null where there is nothing to divide by. Source: lm-evaluation-harness 0.4 <c>word_perplexity</c>,
/// <c>byte_perplexity</c>, <c>bits_per_byte</c> (corpus level).
/// </remarks>
public readonly record struct LikelihoodSums(double LogLikelihood, long Tokens, long Words, long Bytes)
{
    /// <summary>Mean negative log-likelihood of a token, nats.</summary>
    public double? NllPerToken => Tokens == 0 ? null : -LogLikelihood / Tokens;

    /// <summary>exp of <see cref="NllPerToken"/>.</summary>
    public double? TokenPerplexity => NllPerToken is { } nats ? Math.Exp(nats) : null;

    public double? WordPerplexity => Words == 0 ? null : Math.Exp(-LogLikelihood / Words);

    public double? BytePerplexity => Bytes == 0 ? null : Math.Exp(-LogLikelihood / Bytes);

    /// <summary>Bits per UTF-8 byte: comparable between tokenizers.</summary>
    public double? BitsPerByte => Bytes == 0 ? null : -LogLikelihood / Bytes / Math.Log(2);

    /// <summary>A text all of whose tokens were scored.</summary>
    public static LikelihoodSums OfText(string text, double logLikelihood, int tokens) =>
        new(logLikelihood, tokens, PythonText.PieceCount(text), Encoding.UTF8.GetByteCount(text));

    /// <summary>The sums of a set; all zero for none.</summary>
    public static LikelihoodSums Of(IEnumerable<LikelihoodSums> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Aggregate(default(LikelihoodSums), static (sum, text) => sum + text);
    }

    public static LikelihoodSums operator +(LikelihoodSums left, LikelihoodSums right) => new(
        left.LogLikelihood + right.LogLikelihood,
        left.Tokens + right.Tokens,
        left.Words + right.Words,
        left.Bytes + right.Bytes);

    public static LikelihoodSums Add(LikelihoodSums left, LikelihoodSums right) => left + right;
}
