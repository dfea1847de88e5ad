namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Template strings that a model says aloud.</summary>
public static class TemplateLeaks
{
    /// <summary>EGTLM's own. Source: github.com/selmiss/EGTLM, the chat and embedding templates.</summary>
    public static IReadOnlyList<string> Egtlm { get; } = ["<|embed|>", "<|user|>", "<|assistant|>"];

    /// <summary>How often a string occurs, exactly as written, occurrences not overlapping.</summary>
    public static int Count(string text, string leak)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(leak);
        return text.AsSpan().Count(leak);
    }

    /// <summary>Whether any of the strings occurs.</summary>
    public static bool IsIn(string text, IReadOnlyList<string> leaks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(leaks);
        return leaks.Any(leak => text.Contains(leak, StringComparison.Ordinal));
    }
}
