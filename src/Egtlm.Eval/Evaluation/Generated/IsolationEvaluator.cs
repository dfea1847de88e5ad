using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>Whether the two halves of a model leave each other's numbers alone (G0).</summary>
public static class IsolationEvaluator
{
    /// <summary>
    /// Two items: <c>logits</c>, the log-probabilities of all tokens of fixed prompts before and after an embedding
    /// pass, and <c>embeddings</c>, the vectors before and after generating; 1 where every bit is equal.
    /// </summary>
    public static Scores Evaluate(DocumentData data, GenerationTask task, EvaluationScope scope)
    {
        string[] texts = [.. data.Documents.Select(document => document.Text)];
        var model = scope.LanguageModel();
        int[][] prompts = [.. texts.Select(text => PromptIds.Of(text, task.PromptForm, model))];
        ScoreRequest[] requests =
        [
            .. prompts.Where(ids => ids.Length > 1).Select(ids => new ScoreRequest(ids[..1], [ids[1..]])),
        ];

        var logits = Bits(scope.Score(requests));
        var vectors = Vectors(texts, scope);
        Add("logits", logits.SequenceEqual(Bits(scope.Score(requests))));
        _ = scope.Generate(prompts, new GenerationOptions { MaxNewTokens = task.MaxNewTokens });
        Add("embeddings", vectors.SequenceEqual(Vectors(texts, scope)));
        return new Scores { { "equal", ItemMeans.Of(scope, "equal") } };

        void Add(string item, bool isEqual) => scope.Record(item, item, ("equal", isEqual ? 1 : 0));
    }

    private static long[] Bits(IReadOnlyList<IReadOnlyList<ContinuationScore>> scores) =>
    [
        .. scores.SelectMany(request => request[0].LogProbabilities).Select(BitConverter.DoubleToInt64Bits),
    ];

    // Kept vectors would be equal whatever the model does.
    private static int[] Vectors(string[] texts, EvaluationScope scope)
    {
        var request = new EncodeRequest(scope.Task, PromptType.None) { IsFresh = true };
        var encoded = scope.Phase(
            "Encoding texts", () => scope.Encoder.Encode(texts, request, scope.Progress, scope.Cancellation));
        return Array.ConvertAll(encoded.Embeddings.Values, BitConverter.SingleToInt32Bits);
    }
}
