using Egtlm.Eval.Generation;

namespace Egtlm.Eval.Models.Generation;

/// <summary>A request as the model can read it: whole, or one of its continuations with the context cut.</summary>
/// <param name="Index">Place of the request in the list.</param>
/// <param name="First">Place of the first continuation in the request that was asked for.</param>
internal sealed record ScorePart(ScoreRequest Request, int Index, int First)
{
    /// <summary>What a batch counts: every continuation may become a row after the context.</summary>
    public int Tokens => (Request.Context.Count + Request.Continuations.Max(ids => ids.Count)) * Request.Continuations.Count;

    /// <summary>
    /// Where a continuation leaves too little room, the left of the context is cut for that one alone, as
    /// lm-evaluation-harness does: the model reads all but the last token.
    /// </summary>
    /// <exception cref="EvaluationException">A context is empty, or a continuation empty or too long.</exception>
    public static List<ScorePart> Of(IReadOnlyList<ScoreRequest> requests, int maxPositions)
    {
        List<ScorePart> parts = [];
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index];
            Check(request, maxPositions);
            var room = request.Continuations.Select(ids => maxPositions + 1 - ids.Count).ToArray();
            if (room.Min() >= request.Context.Count)
            {
                parts.Add(new ScorePart(request, index, 0));
                continue;
            }

            for (var i = 0; i < room.Length; i++)
            {
                var kept = request.Context.Skip(Math.Max(0, request.Context.Count - room[i]));
                parts.Add(new ScorePart(new ScoreRequest([.. kept], [request.Continuations[i]]), index, i));
            }
        }

        return parts;
    }

    private static void Check(ScoreRequest request, int maxPositions)
    {
        if (request.Context.Count == 0)
        {
            throw new EvaluationException(
                "a text is to be scored without any token in front of it",
                "put the model's prefix token there, or choose a model whose tokenizer has one");
        }

        if (request.Continuations.Count == 0 || request.Continuations.Any(ids => ids.Count == 0))
        {
            throw new EvaluationException("a continuation without tokens cannot be scored");
        }

        var longest = request.Continuations.Max(ids => ids.Count);
        if (longest > maxPositions)
        {
            throw new EvaluationException(
                $"a continuation has {longest} tokens, the model has positions for {maxPositions}",
                "score it in windows, or choose a model with a longer context");
        }
    }
}
