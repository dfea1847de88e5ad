using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Evaluation.Generated;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>One way to encode the tasks of a run, with results of its own.</summary>
public sealed record RunVariant(IEncoder Encoder, ResultStore Store, RunOptions Options)
{
    /// <summary>The generating half of the model, asked for when a generation task comes.</summary>
    /// <exception cref="EvaluationException">The model has none.</exception>
    public Func<ILanguageModel> LanguageModel { get; init; } = () => throw new EvaluationException(
        $"the model '{Encoder.Identity.Name}' does not generate",
        "generation tasks need a decoder with its head, such as Llama, Mistral or Qwen; leave them out");

    /// <inheritdoc cref="EvaluationScope.FreshProcess"/>
    public FreshProcess FreshProcess { get; init; } = (_, _, _, _) => null;
}
