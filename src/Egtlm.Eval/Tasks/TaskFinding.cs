using System.Globalization;

namespace Egtlm.Eval.Tasks;

/// <summary>Something wrong in a task or benchmark file.</summary>
/// <param name="Line">Counted from 1; null when the whole file is meant.</param>
public sealed record TaskFinding(string File, int? Line, string Message, string? Hint = null)
{
    /// <summary>As compilers write it: <c>file(line): message</c>.</summary>
    public override string ToString() => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{File}({line}): {Message}")
        : $"{File}: {Message}";

    internal EvaluationException ToException(int others)
    {
        var rest = others > 0 ? string.Create(CultureInfo.InvariantCulture, $" (and {others} more)") : "";
        return new EvaluationException(ToString() + rest, Hint);
    }
}
