using Egtlm.Eval.Cli;

// A terminal gets a moving status line and colours, a file or pipe plain lines. https://no-color.org
var isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
var useColor = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
return await Application.RunAsync(args, new Shell(Console.Out, Console.Error, isTerminal, useColor));
