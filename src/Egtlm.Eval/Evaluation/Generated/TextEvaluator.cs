using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>How likely text is, in bits per UTF-8 byte (G2).</summary>
public static class TextEvaluator
{
    /// <summary>Each window is an item: negative log-likelihood, bytes and tokens of what it scores.</summary>
    /// <remarks>Scores are sums over sums: Σ nll / (ln 2 · Σ bytes), and Σ nll / Σ tokens in nats.</remarks>
    /// <exception cref="EvaluationException">No document has two tokens.</exception>
    public static Scores Evaluate(DocumentData data, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        TextWindow[] windows = [.. data.Documents.SelectMany(document => TextWindow.Of(document, task, model))];
        if (windows.Length == 0)
        {
            throw new EvaluationException(
                $"no text of '{task.Name}' ({scope.Subset}) has two tokens", "give longer texts");
        }

        var scores = scope.Score([.. windows.Select(window => window.Request)]);
        var sums = default(LikelihoodSums);
        for (var i = 0; i < windows.Length; i++)
        {
            var (window, score) = (windows[i], scores[i][0]);
            var tokens = score.LogProbabilities.Count;
            sums += new LikelihoodSums(score.Sum, tokens, 0, window.Bytes);
            scope.Record(
                window.Id, window.Cluster, ("nll", -score.Sum), ("bytes", window.Bytes), ("tokens", tokens));
        }

        Keep([.. windows.Where(window => window.Length <= model.MaxPositions)], task, scope);
        return new Scores
        {
            { "bits_per_byte", sums.BitsPerByte ?? double.NaN },
            { "nll_per_token", sums.NllPerToken ?? double.NaN },
            { "tokens", new ScoreValue.Whole(sums.Tokens) },
            { "bytes", new ScoreValue.Whole(sums.Bytes) },
        };
    }

    /// <summary>Keeps what the model expects in some windows, so that other models can be held against it (G8).</summary>
    private static void Keep(TextWindow[] windows, GenerationTask task, EvaluationScope scope)
    {
        var kept = task.KeptWindows == 0 ? [] : GenerationReader.Spread(windows, task.KeptWindows);
        if (kept.Count == 0)
        {
            return;
        }

        var next = scope.NextTokens(
            [.. kept.Select(window => new NextTokenRequest(window.Request.Context, window.Scored))]);
        foreach (var (window, tokens) in kept.Zip(next))
        {
            scope.Kept.Add(new KeptWindow(
                scope.Split, scope.Subset, window.Id, window.Cluster, window.Request.Context, window.Scored, tokens));
        }
    }
}

/// <summary>Tokens of a document that are read, and those after them that are scored.</summary>
/// <param name="Bytes">UTF-8 bytes of the scored tokens, see <see cref="ScoredBytes.Between"/>.</param>
internal sealed record TextWindow(string Id, string Cluster, ScoreRequest Request, int Bytes)
{
    public IReadOnlyList<int> Scored => Request.Continuations[0];

    /// <summary>Tokens that a model reads.</summary>
    public int Length => Request.Context.Count + Scored.Count - 1;

    /// <summary>
    /// Windows one after another, each behind as much context as the task says; the first one begins behind the
    /// context, or in the middle of a document that is shorter than twice that. A document of one token has none.
    /// </summary>
    public static IEnumerable<TextWindow> Of(TextDocument document, GenerationTask task, ILanguageModel model)
    {
        var ids = model.Tokenise(document.Text, addSpecialTokens: true);
        var start = Math.Min(task.ContextTokens, ids.Length / 2);
        var before = model.Detokenise(ids[..start]);
        for (var number = 1; start > 0 && start < ids.Length; number++)
        {
            var end = Math.Min(ids.Length, start + task.ScoredTokens);
            var all = model.Detokenise(ids[..end]);
            yield return new TextWindow(
                FormattableString.Invariant($"{document.Id}#{number}"),
                document.Cluster,
                new ScoreRequest(ids[Math.Max(0, start - task.ContextTokens)..start], [ids[start..end]]),
                ScoredBytes.Between(before, all));
            (start, before) = (end, all);
        }
    }
}
