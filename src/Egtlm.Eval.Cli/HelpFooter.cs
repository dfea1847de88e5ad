using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Egtlm.Eval.Cli;

/// <summary>Adds worked examples below the help of a command.</summary>
internal static class HelpFooter
{
    public static void Add(Command command, string footer)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null)
        {
            option = new HelpOption();
            command.Add(option);
        }

        option.Action = new FooterAction((SynchronousCommandLineAction)option.Action!, footer);
    }

    private sealed class FooterAction(SynchronousCommandLineAction help, string footer) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(footer);
            return code;
        }
    }
}
