namespace Egtlm.Eval.Results.Checks;

/// <summary>Something in a result folder that the public results repository would not take.</summary>
/// <param name="File">The file or folder, as the user can open it.</param>
public sealed record ResultFinding(string File, string Message, string? Hint = null)
{
    public override string ToString() => $"{File}: {Message}";
}
