using Egtlm.Eval.Cli;
using Egtlm.Eval.Cli.Commands;

// A terminal gets a moving status line and colours, a file or pipe plain lines. https://no-color.org
var isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
var useColor = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
var host = Environment.ProcessPath ?? "";
var isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
var shell = new Shell(Console.Out, Console.Error, isTerminal, useColor)
{
    CacheFolder = CacheOptions.DefaultFolder(Environment.GetEnvironmentVariable),
    Program = isDotnet ? [host, typeof(Shell).Assembly.Location] : [host],
};
return await Application.RunAsync(args, shell);
