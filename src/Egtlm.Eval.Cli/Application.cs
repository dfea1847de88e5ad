using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Egtlm.Eval.Cli.Commands;

namespace Egtlm.Eval.Cli;

/// <summary>The command line: parses, runs a command, turns failures into messages and exit codes.</summary>
internal static class Application
{
    // Long enough for a batch and a write to end after Ctrl-C; the library's 2 s would cut them off.
    private static readonly TimeSpan GraceAfterCtrlC = TimeSpan.FromSeconds(60);

    /// <summary>Runs the program in process; tests call this with their own writers.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Shell shell, CancellationToken cancellation = default)
    {
        var parsed = Root(shell).Parse(args);
        var asksForJson = args.Contains("--json");
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed, shell, asksForJson);
        }

        var configuration = new InvocationConfiguration
        {
            Output = shell.Output,
            Error = shell.ErrorOutput,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = GraceAfterCtrlC,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (EvaluationException failure)
        {
            Fail(shell, asksForJson, "failed", failure.Message, failure.Hint);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            Fail(shell, asksForJson, "cancelled", "cancelled", null);
            return ExitCode.Cancelled;
        }
    }

    private static RootCommand Root(Shell shell)
    {
        var root = new RootCommand("Evaluates embedding models on MTEB-style benchmarks, with mteb's scores.")
        {
            RunCommand.Create(shell),
            TasksCommand.Create(shell),
            DataCommand.Create(shell),
            ModelCommand.Create(shell),
            EncodeCommand.Create(shell),
            GenerateCommand.Create(shell),
            CompareCommand.Create(shell),
            GateCommand.Create(shell),
            ForgettingCommand.Create(shell),
            WatchCommand.Create(shell),
            RankCommand.Create(shell),
            ReportCommand.Create(shell),
            ExportCommand.Create(shell),
            ResultsCommand.Create(shell),
            CacheCommand.Create(shell),
            CompletionCommand.Create(shell),
            FreshCommand.Create(shell),
        };
        HelpFooter.Add(root, """
            Try:
              egtlm-eval run sample
              egtlm-eval run cmteb --model models/egtlm --dry-run
              egtlm-eval data pull cmteb
              egtlm-eval model models/all-MiniLM-L6-v2

            Exit codes:
              0 ok   1 failed or invalid   2 usage   3 gate breached   4 gate inconclusive   130 cancelled
            """);
        return root;
    }

    private static int Refuse(ParseResult parsed, Shell shell, bool asksForJson)
    {
        var command = parsed.CommandResult.Command;
        var hint = command is RootCommand
            ? "egtlm-eval --help lists the commands"
            : $"egtlm-eval {CommandPath(parsed.CommandResult)} --help lists its options";
        Fail(shell, asksForJson, "usage", string.Join("; ", parsed.Errors.Select(error => error.Message)), hint);
        return ExitCode.Usage;
    }

    private static string CommandPath(CommandResult result) => result.Parent is CommandResult { Command: not RootCommand } parent
        ? $"{CommandPath(parent)} {result.Command.Name}"
        : result.Command.Name;

    /// <summary>One message on stderr and, for a script that asked for JSON, one document on stdout.</summary>
    private static void Fail(Shell shell, bool asksForJson, string code, string message, string? hint)
    {
        shell.Error(message, hint);
        if (asksForJson)
        {
            shell.Result(JsonOutput.Failure(code, message, hint));
        }
    }
}
