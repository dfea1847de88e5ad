using System.CommandLine;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>completion</c>: prints a script that asks the program itself, through the library's [suggest] directive.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _egtlm_eval() { local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(egtlm-eval "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")); }
        complete -o default -F _egtlm_eval egtlm-eval
        """;

    private const string Zsh = """
        _egtlm_eval() { compadd -- ${(f)"$(egtlm-eval "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"} }
        compdef _egtlm_eval egtlm-eval
        """;

    private const string Fish = """
        complete -c egtlm-eval -a '(set -l line (commandline -cp); egtlm-eval "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'
        """;

    public static Command Create(Shell shell)
    {
        var kind = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        kind.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a completion script for a shell.") { kind };
        HelpFooter.Add(command, """
            Try:
              eval "$(egtlm-eval completion bash)"
            """);
        command.SetAction(parsed => shell.Result(parsed.GetRequiredValue(kind) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => Fish,
        }));
        return command;
    }
}
