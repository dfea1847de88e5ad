using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>Whether the two halves of a model leave each other's numbers alone (G0).</summary>
public static class IsolationEvaluator
{
    /// <summary>
    /// Two items: <c>logits</c>, the log-probabilities of all tokens of fixed prompts before and after an embedding
    /// pass, and <c>embeddings</c>, the vectors before and after generating; both also against a fresh process.
    /// </summary>
    /// <remarks>
    /// <c>equal</c> is 1 where every bit of every comparison is equal, <c>equal_in_process</c> leaves the fresh process
    /// out, and <c>compared_fresh</c> is 0 where none could be started.
    /// </remarks>
    public static Scores Evaluate(DocumentData data, GenerationTask task, EvaluationScope scope)
    {
        string[] texts = [.. data.Documents.Select(document => document.Text)];
        var before = IsolationNumbers.Of(texts, task, scope);
        var logits = IsolationNumbers.LogitsOf(texts, task, scope);
        var model = scope.LanguageModel();
        int[][] prompts = [.. texts.Select(text => PromptIds.Of(text, task.PromptForm, model))];
        _ = scope.Generate(prompts, new GenerationOptions { MaxNewTokens = task.MaxNewTokens });
        var after = new IsolationNumbers(logits, IsolationNumbers.VectorsOf(texts, scope));

        var part = new TaskPart(scope.Split, scope.Subset);
        var fresh = scope.Phase(
            "Asking a fresh process", () => scope.FreshProcess(task, part, texts, scope.Cancellation));
        Add("logits", before.Logits, after.Logits, fresh?.Logits);
        Add("embeddings", before.Vectors, after.Vectors, fresh?.Vectors);
        return new Scores
        {
            { "equal", ItemMeans.Of(scope, "equal") },
            { "compared_fresh", ItemMeans.Of(scope, "compared_fresh") },
        };

        void Add(string item, string before, string after, string? fresh)
        {
            var isEqual = before == after;
            scope.Record(
                item,
                item,
                ("equal", isEqual && (fresh is null || fresh == before) ? 1 : 0),
                ("equal_in_process", isEqual ? 1 : 0),
                ("compared_fresh", fresh is null ? 0 : 1));
        }
    }
}
