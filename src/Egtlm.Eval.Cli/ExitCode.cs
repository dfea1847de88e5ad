namespace Egtlm.Eval.Cli;

/// <summary>Exit codes, as <c>--help</c> documents them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A task failed, or something that was given is invalid.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A gate found more damage than its policy accepts.</summary>
    public const int Breach = 3;

    /// <summary>A gate's items cannot tell.</summary>
    public const int Inconclusive = 4;

    /// <summary>Ctrl-C: 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
