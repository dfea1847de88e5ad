namespace Egtlm.Eval.Generation;

/// <summary>Texts that end an answer.</summary>
public static class StopText
{
    /// <summary>
    /// For each stop in the order given, cuts at its first occurrence in what is left; an empty stop cuts nothing.
    /// </summary>
    /// <remarks>Source: lm-evaluation-harness 0.4 <c>postprocess_generated_text</c>.</remarks>
    public static string Cut(string text, IReadOnlyList<string> stops)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(stops);
        foreach (var stop in stops.Where(stop => stop.Length > 0))
        {
            var index = text.IndexOf(stop, StringComparison.Ordinal);
            text = index < 0 ? text : text[..index];
        }

        return text;
    }

    /// <summary>Whether a stop occurs.</summary>
    public static bool IsIn(string text, IReadOnlyList<string> stops)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(stops);
        return stops.Any(stop => stop.Length > 0 && text.Contains(stop, StringComparison.Ordinal));
    }
}
