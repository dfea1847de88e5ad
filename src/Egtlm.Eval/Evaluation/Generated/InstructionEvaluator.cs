using Egtlm.Eval.Data;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Instructions;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>Whether greedy answers follow instructions that a program can check (G6).</summary>
public static class InstructionEvaluator
{
    /// <summary>
    /// Each prompt is an item: 1 where all of its instructions are followed, the number that is followed, and their
    /// number.
    /// </summary>
    /// <remarks>The four scores are those of <see cref="InstructionScores"/>.</remarks>
    public static Scores Evaluate(InstructedData data, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        var answers = scope.Generate(
            [.. data.Prompts.Select(prompt => PromptIds.Of(prompt.Prompt, task.PromptForm, model))],
            new GenerationOptions { MaxNewTokens = task.MaxNewTokens, StopTexts = task.StopTexts });
        for (var i = 0; i < answers.Count; i++)
        {
            var prompt = data.Prompts[i];
            var result = InstructionResult.Of(prompt.Checks, prompt.Prompt, answers[i].Text);
            scope.Record(
                prompt.Key,
                prompt.Key,
                ("prompt_strict", result.FollowsAllStrict ? 1 : 0),
                ("prompt_loose", result.FollowsAllLoose ? 1 : 0),
                ("inst_strict", result.Strict.Count(followed => followed)),
                ("inst_loose", result.Loose.Count(followed => followed)),
                ("instructions", prompt.Checks.Count));
        }

        return new Scores
        {
            { "prompt_strict", ItemMeans.Of(scope, "prompt_strict") },
            { "prompt_loose", ItemMeans.Of(scope, "prompt_loose") },
            { "inst_strict", ItemMeans.Ratio(scope, "inst_strict", "instructions") },
            { "inst_loose", ItemMeans.Ratio(scope, "inst_loose", "instructions") },
        };
    }
}
