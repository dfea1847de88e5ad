using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Running;

/// <summary>How fast a model encodes texts of one language and length.</summary>
/// <param name="TokensPerText">0 for an encoder without tokens.</param>
public sealed record EncodingRate(double TextsPerSecond, double TokensPerText);

/// <summary>What some work is expected to take.</summary>
/// <param name="Tokens">Tokens the model reads, templates included, texts that are equal counted each time.</param>
public sealed record WorkEstimate(long Texts, long Tokens, double Seconds);

/// <summary>Tries a model for some seconds on texts as long as those of a run, and says how long the run may
/// take.</summary>
public sealed class Calibration
{
    // Of the time: what every length gets, however few texts have it.
    private const double EvenShare = 0.3;

    private readonly Dictionary<(string Script, int Length), EncodingRate> _rates = [];

    private Calibration()
    {
    }

    /// <summary>Measures one rate per script and length that occurs, in about the clock's budget together.</summary>
    /// <param name="samples">Texts of a script, such as <c>Hans</c>, that longer ones are made of; others use
    /// any.</param>
    public static Calibration Run(
        IEncoder encoder,
        IReadOnlyList<PartWork> parts,
        Func<string, IReadOnlyList<string>> samples,
        (TimeSpan Budget, TimeProvider Time) clock,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(samples);
        var calibration = new Calibration();
        var buckets = parts.Where(part => part.Texts > 0)
            .GroupBy(BucketOf)
            .OrderBy(bucket => bucket.Key.Length)
            .ToArray();
        var all = buckets.Sum(bucket => bucket.Sum(part => part.Characters));
        foreach (var bucket in buckets)
        {
            // Most of the time goes to what most of the run's time will go to.
            var weight = (EvenShare / buckets.Length)
                + ((1 - EvenShare) * bucket.Sum(part => part.Characters) / Math.Max(1, all));
            var share = clock.Budget * weight;
            var texts = new SampleTexts(samples(bucket.Key.Script), 1 << bucket.Key.Length);
            calibration._rates[bucket.Key] =
                Measure(encoder, bucket.First().Task, texts, (share, clock.Time), cancellation);
        }

        return calibration;
    }

    /// <summary>The estimate for parts that were given to <see cref="Run"/>.</summary>
    public WorkEstimate Estimate(IEnumerable<PartWork> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (texts, tokens, seconds) = (0L, 0.0, 0.0);
        foreach (var part in parts.Where(part => part.Texts > 0))
        {
            var rate = _rates[BucketOf(part)];
            texts += part.Texts;
            tokens += part.Texts * rate.TokensPerText;
            seconds += part.Texts / rate.TextsPerSecond;
        }

        return new WorkEstimate(texts, (long)tokens, seconds);
    }

    /// <summary>Texts of 2^n characters stand for all from 2^(n-1/2) to 2^(n+1/2).</summary>
    private static (string Script, int Length) BucketOf(PartWork part)
    {
        var average = Math.Max(1.0, (double)part.Characters / part.Texts);
        var script = part.Language[(part.Language.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return (script, (int)Math.Round(Math.Log2(average)));
    }

    /// <summary>Calls of growing size; the first warms up and counts only when it takes all the time.</summary>
    private static EncodingRate Measure(
        IEncoder encoder,
        TaskDefinition task,
        SampleTexts texts,
        (TimeSpan Budget, TimeProvider Time) clock,
        CancellationToken cancellation)
    {
        var role = task is RetrievalTask or RerankingTask ? PromptType.Document : PromptType.None;
        var request = new EncodeRequest(task, role);
        var (done, tokens, spent, elapsed) = (0L, 0L, TimeSpan.Zero, TimeSpan.Zero);
        for (var size = 1; elapsed < clock.Budget; size = Math.Min(size * 2, 1024))
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = texts.Next(size);
            var start = clock.Time.GetTimestamp();
            var encoded = encoder.Encode(batch, request, null, cancellation);
            var seconds = clock.Time.GetElapsedTime(start);
            elapsed += seconds;

            // A small call says little of large ones: each one that doubles the size replaces what came before.
            var isLarger = size > done;
            (done, tokens, spent) = isLarger
                ? (size, encoded.TokenCount, seconds)
                : (done + size, tokens + encoded.TokenCount, spent + seconds);
        }

        return new EncodingRate(done / Math.Max(spent.TotalSeconds, 1e-6), (double)tokens / done);
    }

    /// <summary>Different texts of one length, cut from sample texts put one after another.</summary>
    private sealed class SampleTexts(IReadOnlyList<string> samples, int characters)
    {
        private readonly string _all = string.Join(" ", samples);
        private int _next;

        public string[] Next(int count) => [.. Enumerable.Range(0, count).Select(_ => One())];

        private string One()
        {
            // A step that shares no factor with most lengths visits every start before one comes again.
            _next = (_next + 7919) % _all.Length;
            var text = new System.Text.StringBuilder(characters);
            for (var at = _next; text.Length < characters; at = 0)
            {
                text.Append(_all, at, Math.Min(characters - text.Length, _all.Length - at));
            }

            return text.ToString();
        }
    }
}
