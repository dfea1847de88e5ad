using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation.Generated;

/// <summary>What the two halves of a model say of some texts: SHA-256 over every bit, in lower-case hex.</summary>
/// <param name="Logits">Of the log-probabilities of all tokens, float64.</param>
/// <param name="Vectors">Of the embeddings, float32.</param>
public sealed record IsolationNumbers(string Logits, string Vectors)
{
    /// <summary>The numbers of both halves, the generating one first.</summary>
    public static IsolationNumbers Of(IReadOnlyList<string> texts, GenerationTask task, EvaluationScope scope) =>
        new(LogitsOf(texts, task, scope), VectorsOf(texts, scope));

    internal static string LogitsOf(IReadOnlyList<string> texts, GenerationTask task, EvaluationScope scope)
    {
        var model = scope.LanguageModel();
        ScoreRequest[] requests =
        [
            .. texts.Select(text => PromptIds.Of(text, task.PromptForm, model)).Where(ids => ids.Length > 1)
                .Select(ids => new ScoreRequest(ids[..1], [ids[1..]])),
        ];
        return DigestOf<double>([.. scope.Score(requests).SelectMany(request => request[0].LogProbabilities)]);
    }

    internal static string VectorsOf(IReadOnlyList<string> texts, EvaluationScope scope)
    {
        // Kept vectors would be equal whatever the model does.
        var request = new EncodeRequest(scope.Task, PromptType.None) { IsFresh = true };
        var encoded = scope.Phase(
            "Encoding texts", () => scope.Encoder.Encode(texts, request, scope.Progress, scope.Cancellation));
        return DigestOf<float>(encoded.Embeddings.Values);
    }

    private static string DigestOf<T>(ReadOnlySpan<T> values) where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}

/// <summary>Asks a process of its own, which has done nothing else, for the numbers of a task's texts.</summary>
/// <returns>Null where no process can be started.</returns>
/// <exception cref="EvaluationException">The process failed.</exception>
public delegate IsolationNumbers? FreshProcess(
    GenerationTask task, TaskPart part, IReadOnlyList<string> texts, CancellationToken cancellation);
