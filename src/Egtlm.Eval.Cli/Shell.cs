namespace Egtlm.Eval.Cli;

/// <summary>All input and output of the program: the result on stdout, everything else on stderr.</summary>
/// <param name="output">stdout.</param>
/// <param name="error">stderr.</param>
/// <param name="isTerminal">stderr is a terminal, so that a line may be redrawn.</param>
/// <param name="useColor">ANSI colours may be written.</param>
internal sealed class Shell(TextWriter output, TextWriter error, bool isTerminal, bool useColor)
{
    private readonly Lock _lock = new();
    private bool _hasStatus;

    public TextWriter Output => output;

    public TextWriter ErrorOutput => error;

    public bool IsTerminal => isTerminal;

    /// <summary>The value of an environment variable; tests give their own.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens stdin.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Where vectors are kept without <c>--cache</c>; null for no cache, as in tests.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The program's own file and what comes before its arguments; null where it is part of another one, as in
    /// tests.</summary>
    public string[]? Program { get; init; }

    /// <summary>Leaves out everything but errors on stderr.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>The same shell for work whose result is another's to print: stdout goes nowhere.</summary>
    public Shell WithoutResult() => new(TextWriter.Null, error, isTerminal, useColor)
    {
        Variable = Variable,
        OpenInput = OpenInput,
        CacheFolder = CacheFolder,
        Program = Program,
        IsQuiet = IsQuiet,
    };

    /// <summary>Writes a line of the result to stdout.</summary>
    public void Result(string line)
    {
        lock (_lock)
        {
            ClearStatus();
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>Writes a piece of the result's current line to stdout, at once.</summary>
    public void Piece(string text)
    {
        lock (_lock)
        {
            ClearStatus();
            output.Write(text);
            output.Flush();
        }
    }

    /// <summary>Writes a line for the reader to stderr.</summary>
    public void Info(string line)
    {
        if (!IsQuiet)
        {
            WriteError(line);
        }
    }

    public void Warn(string message) => WriteError($"{Colored("warning:", 33)} {message}");

    public void Error(string message, string? hint)
    {
        WriteError($"{Colored("error:", 31)} {message}");
        if (hint is not null)
        {
            WriteError($"  {Colored("hint:", 36)} {hint}");
        }
    }

    /// <summary>Redraws the status line of a terminal; writes nothing elsewhere.</summary>
    public void Status(string line)
    {
        if (!isTerminal || IsQuiet)
        {
            return;
        }

        lock (_lock)
        {
            error.Write($"\r\u001b[2K{line}");
            error.Flush();
            _hasStatus = true;
        }
    }

    private void WriteError(string line)
    {
        lock (_lock)
        {
            ClearStatus();
            error.WriteLine(line);
            error.Flush();
        }
    }

    private void ClearStatus()
    {
        if (_hasStatus)
        {
            error.Write("\r\u001b[2K");
            _hasStatus = false;
        }
    }

    private string Colored(string text, int color) => useColor ? $"\u001b[{color}m{text}\u001b[0m" : text;
}
