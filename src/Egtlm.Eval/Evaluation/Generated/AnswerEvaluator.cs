using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>Whether greedy answers are right (G7).</summary>
public static class AnswerEvaluator
{
    private const string Chinese = "cmn-";

    /// <summary>Each question is an item; scores are means over the questions.</summary>
    /// <remarks>
    /// Numbers: <c>exact_match</c> compares what the task's pattern finds, <c>flexible</c> the last number; both as
    /// lm-evaluation-harness compares GSM8K, and <c>f1</c> is exact_match. Texts: <c>exact_match</c> and <c>f1</c> are
    /// those of CMRC 2018 in Chinese and of SQuAD elsewhere, <c>flexible</c> is 1 where an answer occurs.
    /// </remarks>
    public static Scores Evaluate(AnswerData data, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        var strict = task.AnswerPattern is { } pattern ? new RegexFilter(pattern) : null;
        var isChinese = task.Subsets.First(subset => subset.Name == scope.Subset).Languages[0]
            .StartsWith(Chinese, StringComparison.Ordinal);
        var responses = scope.Generate(
            [.. data.Questions.Select(one => PromptIds.Of(one.Question, task.PromptForm, model))],
            new GenerationOptions { MaxNewTokens = task.MaxNewTokens, StopTexts = task.StopTexts });
        for (var i = 0; i < responses.Count; i++)
        {
            var (question, response) = (data.Questions[i], responses[i].Text);
            var found = strict is null ? PythonText.Strip(response) : strict.Extract(response);
            var (exact, flexible, f1) = question.IsNumber
                ? OfNumber(question.Answers, found, response)
                : OfText(question.Answers, found, response, isChinese);
            scope.Record(
                question.Id, question.Cluster, ("exact_match", exact ? 1 : 0), ("flexible", flexible ? 1 : 0), ("f1", f1));
        }

        return new Scores
        {
            { "exact_match", ItemMeans.Of(scope, "exact_match") },
            { "flexible", ItemMeans.Of(scope, "flexible") },
            { "f1", ItemMeans.Of(scope, "f1") },
        };
    }

    private static (bool Exact, bool Flexible, double F1) OfNumber(
        IReadOnlyList<string> answers, string found, string response)
    {
        var isExact = IsEqual(found);
        return (isExact, IsEqual(AnswerFilters.Flexible.Extract(response)), isExact ? 1 : 0);

        bool IsEqual(string number) =>
            answers.Any(answer => ExactMatch.Of(number, answer, AnswerFilters.Gsm8kMatch));
    }

    private static (bool Exact, bool Flexible, double F1) OfText(
        IReadOnlyList<string> answers, string found, string response, bool isChinese)
    {
        var agreement = isChinese ? CmrcAgreement.Of(found, answers) : SquadAgreement.Of(found, answers);
        var occurs = answers.Any(answer => PythonText.Lower(response)
            .Contains(PythonText.Lower(answer), StringComparison.Ordinal));
        return (agreement.IsExact, agreement.IsExact || occurs, agreement.F1);
    }
}
