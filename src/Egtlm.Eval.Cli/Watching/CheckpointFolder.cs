using System.Globalization;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Cli.Watching;

/// <summary>A folder that a training wrote, or writes.</summary>
/// <param name="Fault">Why it cannot be evaluated yet; null for nothing.</param>
/// <param name="IsSettled">Whether it was seen unchanged for long enough, or says that it is done.</param>
internal sealed partial record CheckpointFolder(string Path, string? Fault, bool IsSettled)
{
    public string Name { get; } = System.IO.Path.GetFileName(Path);

    /// <summary>The training step.</summary>
    public long? Step { get; } = StepOf(System.IO.Path.GetFileName(Path));

    public bool IsReady => Fault is null && IsSettled;

    /// <summary>By step; folders without one come last, by name.</summary>
    public static IEnumerable<CheckpointFolder> InOrder(IEnumerable<CheckpointFolder> folders) =>
        folders.OrderBy(folder => folder.Step ?? long.MaxValue).ThenBy(folder => folder.Name, StringComparer.Ordinal);

    /// <summary>The last number of a name that ends it or follows a separator: 500 of <c>checkpoint-500</c> and
    /// <c>step_500_hf</c>, none of <c>qwen2-final</c>.</summary>
    public static long? StepOf(string name) => Number().Match(name) is { Success: true } match
        && long.TryParse(match.Groups["step"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        ? step
        : null;

    [GeneratedRegex("(?<step>[0-9]+)$|[-_=](?<step>[0-9]+)[-_=]", RegexOptions.RightToLeft)]
    private static partial Regex Number();
}
