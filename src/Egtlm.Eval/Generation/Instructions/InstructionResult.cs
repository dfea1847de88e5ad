namespace Egtlm.Eval.Generation.Instructions;

/// <summary>Which instructions of a prompt a response follows.</summary>
/// <param name="Strict">One value an instruction: the response as it is.</param>
/// <param name="Loose">One value an instruction: any of <see cref="ResponseVariants"/>; true where strict is.</param>
public sealed record InstructionResult(IReadOnlyList<bool> Strict, IReadOnlyList<bool> Loose)
{
    /// <summary>Whether every instruction is followed strictly.</summary>
    public bool FollowsAllStrict => Strict.All(followed => followed);

    /// <summary>Whether every instruction is followed loosely.</summary>
    public bool FollowsAllLoose => Loose.All(followed => followed);

    /// <summary>Checks a response against all instructions of a prompt.</summary>
    /// <exception cref="EvaluationException">A kind or an argument is unknown or invalid.</exception>
    public static InstructionResult Of(
        IReadOnlyList<InstructionCheck> checks, string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(checks);
        Func<string, bool>[] follows = [.. checks.Select(check => InstructionKinds.Read(check, prompt))];
        bool[] strict = [.. follows.Select(follow => follow(response))];
        string[] others = [.. ResponseVariants.Of(response).Distinct().Where(variant => variant != response)];
        return new InstructionResult(strict, [.. strict.Zip(follows, (done, follow) => done || others.Any(follow))]);
    }
}
