using System.Text;
using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>What does not count when an answer is compared with the right one.</summary>
public sealed record ExactMatchOptions
{
    private readonly IReadOnlyList<string> _ignoredPatterns = [];

    /// <summary>
    /// Deleted one after the other, before all else. For Python's <c>re</c>, see <see cref="PythonPattern"/>.
    /// </summary>
    public IReadOnlyList<string> IgnoredPatterns
    {
        get => _ignoredPatterns;
        init
        {
            _ignoredPatterns = value;
            Patterns = [.. value.Select(PythonPattern.Compile)];
        }
    }

    public bool IgnoreCase { get; init; }

    /// <summary>That of ASCII only.</summary>
    public bool IgnorePunctuation { get; init; }

    /// <summary>ASCII digits only.</summary>
    public bool IgnoreNumbers { get; init; }

    internal IReadOnlyList<Regex> Patterns { get; private init; } = [];
}

/// <summary>Equality of an answer with the right one.</summary>
/// <remarks>
/// Source: lm-evaluation-harness 0.4 <c>exact_match_hf_evaluate</c>, which compares numpy arrays of one string each:
/// NUL at the end is dropped, and lower case is cut to the code points that the text had (İ becomes i).
/// </remarks>
public static class ExactMatch
{
    public static bool Of(string prediction, string reference, ExactMatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(options);
        return Reduced(prediction, options) == Reduced(reference, options);
    }

    private static string Reduced(string text, ExactMatchOptions options)
    {
        foreach (var pattern in options.Patterns)
        {
            text = pattern.Replace(text, "").TrimEnd('\0');
        }

        text = options.IgnoreCase ? LowerInPlace(text) : text;
        text = options.IgnorePunctuation ? Without(text, IsPunctuation) : text;
        text = options.IgnoreNumbers ? Without(text, char.IsAsciiDigit) : text;
        return text.TrimEnd('\0');
    }

    private static string LowerInPlace(string text) => string.Concat(
        PythonText.Lower(text.TrimEnd('\0')).EnumerateRunes().Take(text.EnumerateRunes().Count())
            .Select(rune => rune.ToString()));

    private static string Without(string text, Predicate<char> isIgnored)
    {
        var rest = new StringBuilder(text.Length);
        foreach (var unit in text.TrimEnd('\0'))
        {
            _ = isIgnored(unit) ? rest : rest.Append(unit);
        }

        return rest.ToString();
    }

    /// <summary>Python's <c>string.punctuation</c>.</summary>
    internal static bool IsPunctuation(char unit) => unit is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(unit);
}
