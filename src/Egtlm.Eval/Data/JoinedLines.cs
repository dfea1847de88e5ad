using System.Text.RegularExpressions;

namespace Egtlm.Eval.Data;

/// <summary>Documents of a file whose rows are lines, as WikiText's.</summary>
internal static class JoinedLines
{
    /// <summary>
    /// Cuts before every line that matches behind an empty one (or as the first), and joins the lines of a document
    /// with their line ends; a line without one gets it.
    /// </summary>
    /// <remarks>
    /// WikiText's titles read <c> = Title = </c>; some formulas do too, but stand right behind a line of text. With the
    /// empty line asked for, the test split has the 60 articles of its paper (arXiv:1609.07843); without, 62.
    /// </remarks>
    public static IReadOnlyList<TextDocument> Documents(IReadOnlyList<TextDocument> lines, string start)
    {
        var begins = new Regex(start, RegexOptions.CultureInvariant);
        var documents = new List<TextDocument>();
        var (first, isBehindEmpty) = (0, true);
        for (var i = 0; i <= lines.Count; i++)
        {
            if (i == lines.Count || (isBehindEmpty && begins.IsMatch(lines[i].Text.TrimEnd('\n'))))
            {
                Add(lines.Skip(first).Take(i - first));
                first = i;
            }

            isBehindEmpty = i < lines.Count && string.IsNullOrWhiteSpace(lines[i].Text);
        }

        return documents;

        void Add(IEnumerable<TextDocument> some)
        {
            var text = string.Concat(some.Select(line => line.Text.EndsWith('\n') ? line.Text : line.Text + "\n"));
            if (!string.IsNullOrWhiteSpace(text))
            {
                var id = FormattableString.Invariant($"{documents.Count + 1}");
                documents.Add(new TextDocument(id, id, text));
            }
        }
    }
}
