namespace Egtlm.Eval.Hub;

public enum HubFindingKind
{
    Missing,
    WrongSize,
    WrongDigest,
}

/// <summary>What is wrong with a file on this machine.</summary>
/// <param name="Message">What was found and what was expected; names the file.</param>
public sealed record HubFinding(HubFile File, HubFindingKind Kind, string Message);
