using Egtlm.Eval.Models;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>--instructions</c> and <c>--prompts</c> mean.</summary>
internal static class RunPrompts
{
    /// <exception cref="EvaluationException">A set or a file is unknown, or names what there is not.</exception>
    public static EncoderOptions AddTo(EncoderOptions options, RunRequest request, TaskCatalog catalog)
    {
        var chosen = request.Instructions switch
        {
            null => options,
            "none" => options with { Instructions = InstructionSource.None },
            "task" => options with { Instructions = InstructionSource.Task },
            var name => options with { InstructionSet = catalog.FindInstructionSet(name) },
        };
        return request.Prompts is null
            ? chosen
            : chosen with { Prompts = PromptOverridesFile.Read(request.Prompts, catalog) };
    }
}
