using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>Whether greedy answers loop or say template strings aloud, and what they look like (G4, G5).</summary>
public static class DegenerationEvaluator
{
    /// <summary>
    /// Each prompt is an item; scores are means over the prompts, but for <c>distinct_2</c>, which counts over all.
    /// </summary>
    /// <remarks><c>script</c> is NaN for an answer without letters and for a prompt that names no script.</remarks>
    public static Scores Evaluate(OpenPromptData data, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        int[][] leaks = [.. task.Leaks.Select(leak => model.Tokenise(leak, addSpecialTokens: false))];
        var answers = scope.Generate(
            [.. data.Prompts.Select(prompt => PromptIds.Of(prompt.Prompt, task.PromptForm, model))],
            new GenerationOptions { MaxNewTokens = task.MaxNewTokens, StopTexts = task.StopTexts });
        for (var i = 0; i < answers.Count; i++)
        {
            var (prompt, answer) = (data.Prompts[i], answers[i]);
            var sequence = TokenSequence.Of(answer);
            var isDegenerate = Degeneration.Of(sequence, task.Degeneration) != DegenerationReasons.None;
            var isLeak = TemplateLeaks.IsIn(answer.Text, task.Leaks) || leaks.Any(ids => Holds(answer.Ids, ids));
            scope.Record(
                prompt.Id,
                prompt.Cluster,
                ("degenerate", isDegenerate ? 1 : 0),
                ("leak", isLeak ? 1 : 0),
                ("rep_4", Repetition.RepeatedShare(answer.Ids, 4)),
                ("distinct_2", Repetition.DistinctShare(answer.Ids, 2)),
                ("length", answer.Ids.Count),
                ("has_end", sequence.HasEnd ? 1 : 0),
                ("script", ShareOf(prompt.Script, answer.Text)));
        }

        var shape = GenerationShape.Of([.. answers.Select(TokenSequence.Of)], task.Degeneration);
        return new Scores
        {
            { "degenerate", shape.DegenerateRate },
            { "leak", ItemMeans.Of(scope, "leak") },
            { "rep_4", shape.MeanRepeated4 },
            { "distinct_2", shape.Distinct2 },
            { "length", shape.MeanLength },
            { "has_end", shape.EndRate },
            { "script", ItemMeans.Of(scope, "script") },
        };
    }

    private static double ShareOf(ExpectedScript script, string text) => script switch
    {
        ExpectedScript.Han => ScriptShares.Of(text).Han ?? double.NaN,
        ExpectedScript.Latin => ScriptShares.Of(text).Latin ?? double.NaN,
        ExpectedScript.None => double.NaN,
    };

    /// <summary>Special tokens are not in the text: the ids say whether a model wrote one.</summary>
    private static bool Holds(IReadOnlyList<int> ids, int[] leak) => leak.Length > 0 && Enumerable
        .Range(0, Math.Max(0, ids.Count - leak.Length + 1))
        .Any(start => leak.Select((id, i) => ids[start + i] == id).All(isEqual => isEqual));
}

/// <summary>Means over the items of a scope.</summary>
internal static class ItemMeans
{
    /// <summary>Over the items that have the value; NaN when none has.</summary>
    public static double Of(EvaluationScope scope, string name) => scope.Items.Select(item => item.Values[name])
        .Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Σ value / Σ weight.</summary>
    public static double Ratio(EvaluationScope scope, string name, string weight) =>
        scope.Items.Sum(item => item.Values[name]) / scope.Items.Sum(item => item.Values[weight]);
}
