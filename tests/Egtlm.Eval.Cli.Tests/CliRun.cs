namespace Egtlm.Eval.Cli.Tests;

/// <summary>The program run in process, with what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public static async Task<CliRun> Of(string[] args, CancellationToken cancellation, byte[]? input = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var shell = new Shell(output, error, isTerminal: false, useColor: false)
        {
            OpenInput = () => new MemoryStream(input ?? []),
        };
        var code = await Application.RunAsync(args, shell, cancellation);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
