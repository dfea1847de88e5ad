using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>fresh-numbers</c>, hidden: what a run asks of a fresh process, see <see cref="FreshProgram"/>.</summary>
internal static class FreshCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command(FreshProgram.Command, "Answer a run that asks a fresh process.") { Hidden = true };
        command.SetAction((_, cancellation) =>
        {
            using var input = shell.OpenInput();
            shell.Result(JsonOutput.Write(FreshProgram.Answer(input, cancellation)));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
