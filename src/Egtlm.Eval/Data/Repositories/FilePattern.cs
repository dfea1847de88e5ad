using System.Text;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>Finds the paths of a repository that a pattern names, as <c>datasets</c> does with fsspec's glob.</summary>
/// <remarks>
/// <c>*</c> and <c>?</c> stand for characters of one name, <c>**</c> for any number of folders, <c>[a-c]</c> and
/// <c>[!a]</c> for one character. Names that begin with a dot or, for folders, with two underscores are found only
/// where the pattern names as many such. Source: datasets 4, data_files.py, resolve_pattern.
/// </remarks>
internal static class FilePattern
{
    /// <summary>Files that describe a repository and are never data.</summary>
    private static readonly string[] Ignored =
        ["README.md", "config.json", "dataset_info.json", "dataset_infos.json", "dummy_data.zip", "dataset_dict.json"];

    /// <summary>Whether the pattern is more than a path; only then may it find nothing.</summary>
    public static bool IsGlob(string pattern) => pattern.AsSpan().ContainsAny("*?[");

    /// <summary>The paths that match, in ordinal order, which is the order of the rows.</summary>
    /// <param name="paths">Paths with forward slashes, relative to the repository.</param>
    /// <exception cref="EvaluationException">The pattern has <c>**</c> beside other characters of a name.</exception>
    public static IReadOnlyList<string> Match(string pattern, IEnumerable<string> paths)
    {
        // "./data/x" is "data/x" for a file system.
        var clean = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern;
        var regex = new Regex(Translate(clean), RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return
        [
            .. paths.Where(path => regex.IsMatch(path) && IsData(path, clean) && IsMeant(path, clean))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsData(string path, string pattern)
    {
        var name = NameOf(path);
        return !Ignored.Contains(name) || name == NameOf(pattern);
    }

    private static bool IsMeant(string path, string pattern) =>
        Hidden(path) == Hidden(pattern) && Special(path) == Special(pattern);

    private static int Hidden(string path) =>
        path.Split('/').Count(part => part.StartsWith('.') && part.Trim('.') != "");

    private static int Special(string path) =>
        path.Split('/')[..^1].Count(part => part.StartsWith("__", StringComparison.Ordinal));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Translate(string pattern)
    {
        var parts = pattern.Split('/');
        var regex = new StringBuilder("^");
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            if (parts[i] == "**")
            {
                regex.Append(isLast ? ".*" : parts[i + 1] == "**" ? "" : "(?:.+/)?");
                continue;
            }

            if (parts[i].Contains("**", StringComparison.Ordinal))
            {
                throw new EvaluationException(
                    $"the pattern '{pattern}' of README.md has '**' in a name; it stands for whole folders only");
            }

            regex.Append(parts[i] == "*" ? "[^/]+" : TranslateName(parts[i])).Append(isLast ? "" : "/");
        }

        return regex.Append("\\z").ToString();
    }

    private static string TranslateName(string name)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var end = name[i] == '[' && i + 2 < name.Length ? name.IndexOf(']', i + 2) : -1;
            if (end > 0)
            {
                var set = name[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("[", "\\[", StringComparison.Ordinal);
                regex.Append('[').Append(set[0] == '!' ? "^" + set[1..] : set).Append(']');
                i = end;
                continue;
            }

            regex.Append(name[i] == '*' ? "[^/]*" : name[i] == '?' ? "[^/]" : Regex.Escape(name[i].ToString()));
        }

        return regex.ToString();
    }
}
