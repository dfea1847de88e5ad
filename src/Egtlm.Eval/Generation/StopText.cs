using Egtlm.Eval.Data;

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

    /// <summary>
    /// What comes after the last mark that ends a chain of thought, without white space in front; all of a text that
    /// has no such mark. To be cut before stops are looked for: a thought may hold them.
    /// </summary>
    /// <remarks>Source: lm-evaluation-harness 0.4 <c>postprocess_generated_text</c>.</remarks>
    public static string AfterThought(string text, string mark)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(mark);
        return PythonText.StripStart(text.Split(mark)[^1]);
    }

    /// <summary>Whether a stop occurs.</summary>
    public static bool IsIn(string text, IReadOnlyList<string> stops)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(stops);
        return stops.Any(stop => stop.Length > 0 && text.Contains(stop, StringComparison.Ordinal));
    }
}
