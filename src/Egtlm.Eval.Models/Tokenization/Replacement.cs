using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Every match of a string or a regular expression becomes fixed text.</summary>
/// <param name="Pattern">Null where <paramref name="Literal"/> is sought.</param>
internal sealed record Replacement(string Literal, SplitPattern? Pattern, string Content)
{
    public static Replacement Read(JsonPart part)
    {
        var pattern = part["pattern"];
        var content = part["content"].Text;
        return pattern.Find("Regex") is { } regex
            ? new Replacement("", new SplitPattern(regex), content)
            : new Replacement(pattern["String"].Text, null, content);
    }

    public string Apply(string text)
    {
        if (Pattern is null)
        {
            return Literal.Length == 0 ? text : text.Replace(Literal, Content, StringComparison.Ordinal);
        }

        var output = new StringBuilder(text.Length);
        List<(int Start, int End, bool IsMatch)> parts = [];
        Pattern.Split(text, parts);
        foreach (var (start, end, isMatch) in parts)
        {
            if (isMatch)
            {
                output.Append(Content);
            }
            else
            {
                output.Append(text, start, end - start);
            }
        }

        return output.ToString();
    }
}
