namespace Egtlm.Eval.Generation.Instructions;

/// <summary>The four scores of IFEval, each a share in [0, 1].</summary>
/// <param name="PromptStrict">Prompts of which every instruction is followed strictly.</param>
/// <param name="InstructionStrict">Instructions that are followed strictly, over those of all prompts.</param>
/// <param name="PromptLoose">Prompts of which every instruction is followed loosely.</param>
/// <param name="InstructionLoose">Instructions that are followed loosely, over those of all prompts.</param>
/// <remarks>Zhou et al. 2023, arXiv:2311.07911; lm-evaluation-harness calls them <c>prompt_level_strict_acc</c>,
/// <c>inst_level_strict_acc</c>, <c>prompt_level_loose_acc</c> and <c>inst_level_loose_acc</c>.</remarks>
public sealed record InstructionScores(
    double PromptStrict, double InstructionStrict, double PromptLoose, double InstructionLoose)
{
    /// <summary>The scores over prompts; a prompt has at least one instruction.</summary>
    /// <exception cref="ArgumentException">There are no results: the shares are not defined.</exception>
    public static InstructionScores Of(IReadOnlyList<InstructionResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
        {
            throw new ArgumentException("scores need at least one result", nameof(results));
        }

        double prompts = results.Count;
        double instructions = results.Sum(result => result.Strict.Count);
        return new InstructionScores(
            results.Count(result => result.FollowsAllStrict) / prompts,
            results.Sum(result => result.Strict.Count(followed => followed)) / instructions,
            results.Count(result => result.FollowsAllLoose) / prompts,
            results.Sum(result => result.Loose.Count(followed => followed)) / instructions);
    }
}
