using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>How much likelier the right option of a question is than the others (G3).</summary>
public static class ChoiceEvaluator
{
    /// <summary>Each question is an item; scores are means over the questions.</summary>
    /// <exception cref="EvaluationException">An option cannot be told from the question.</exception>
    public static Scores Evaluate(ChoiceData data, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        ScoreRequest[] requests =
        [
            .. data.Questions.Select(one => PromptIds.WithOptions(one.Question, one.Options, task.PromptForm, model)),
        ];
        var melted = Array.FindIndex(requests, request => request.Continuations.Any(ids => ids.Count == 0));
        if (melted >= 0)
        {
            throw new EvaluationException(
                $"question '{data.Questions[melted].Id}' of '{task.Name}' has an option without tokens of its own",
                "end the task's 'template' so that an answer can follow, such as with a line break");
        }

        var sums = scope.Score(requests);
        var (margin, right, rightNormalised) = (0.0, 0, 0);
        for (var i = 0; i < requests.Length; i++)
        {
            var question = data.Questions[i];
            var scores = OptionScores.Of([.. sums[i].Select(option => option.Sum)], question.Options, question.Answer);
            scope.Record(
                question.Id,
                question.Cluster,
                ("margin", scores.Margin),
                ("acc", scores.IsRight ? 1 : 0),
                ("acc_norm", scores.IsRightNormalised ? 1 : 0));
            margin += scores.Margin;
            right += scores.IsRight ? 1 : 0;
            rightNormalised += scores.IsRightNormalised ? 1 : 0;
        }

        double count = requests.Length;
        return new Scores
        {
            { "margin", margin / count },
            { "acc", right / count },
            { "acc_norm", rightNormalised / count },
        };
    }
}
