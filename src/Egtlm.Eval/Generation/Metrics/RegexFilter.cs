using System.Text.RegularExpressions;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation.Metrics;

/// <summary>Takes an answer out of a response by a regular expression.</summary>
/// <param name="pattern">For Python's <c>re</c>, see <see cref="PythonPattern"/>.</param>
/// <param name="match">Which match: 0 is the first, −1 the last.</param>
/// <param name="fallback">The answer where nothing matches.</param>
/// <remarks>Source: lm-evaluation-harness 0.4 <c>RegexFilter</c> (<c>findall</c>, <c>group_select</c>).</remarks>
public sealed class RegexFilter(string pattern, int match = 0, string fallback = RegexFilter.Invalid)
{
    public const string Invalid = "[invalid]";

    private readonly Regex _regex = PythonPattern.Compile(pattern);

    /// <summary>The answer, without white space around it.</summary>
    /// <returns>
    /// The whole match of a pattern without groups, its only group, or its first group that is not empty; the fallback
    /// where there is none, or no match of that place (lm-evaluation-harness fails there).
    /// </returns>
    public string Extract(string response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var matches = _regex.Matches(response);
        var place = match < 0 ? matches.Count + match : match;
        if (place < 0 || place >= matches.Count)
        {
            return fallback;
        }

        var groups = matches[place].Groups;
        var text = groups.Count <= 2
            ? groups[groups.Count - 1].Value
            : groups.Values.Skip(1).Select(group => group.Value).FirstOrDefault(value => value.Length > 0);
        return text is null ? fallback : PythonText.Strip(text);
    }
}
