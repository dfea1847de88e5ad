namespace Egtlm.Eval.Cli.Tests;

/// <summary>The program run in process, with what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static async Task<CliRun> Of(string[] args, CancellationToken cancellation, byte[]? input = null, Func<string, string?>? variable = null, string[]? program = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var shell = new Shell(output, error, isTerminal: false, useColor: false)
        {
            Variable = variable ?? Offline,
            OpenInput = () => new MemoryStream(input ?? []),
            Program = program,
        };
        var code = await Application.RunAsync(args, shell, cancellation);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>No test may reach the network or the user's own cache.</summary>
    private static string? Offline(string name) => name switch
    {
        "HF_HUB_OFFLINE" => "1",
        "HF_HOME" => "/nonexistent/huggingface",
        _ => null,
    };
}
