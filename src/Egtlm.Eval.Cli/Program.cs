using Egtlm.Eval.Cli;
using Egtlm.Eval.Cli.Commands;

// A terminal gets a moving status line and colours, a file or pipe plain lines. https://no-color.org
var isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
var useColor = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
var shell = new Shell(Console.Out, Console.Error, isTerminal, useColor)
{
    CacheFolder = CacheOptions.DefaultFolder(Environment.GetEnvironmentVariable),
};
return await Application.RunAsync(args, shell);
