namespace Egtlm.Eval.Models;

/// <summary>The different texts of a list, in the order of their first appearance.</summary>
/// <param name="Texts">Each text once, compared by code units.</param>
/// <param name="RowOfText">For each input text its index in <paramref name="Texts"/>.</param>
/// <param name="Counts">For each of <paramref name="Texts"/> how many inputs it stands for.</param>
internal sealed record UniqueTexts(IReadOnlyList<string> Texts, int[] RowOfText, int[] Counts)
{
    public static UniqueTexts Of(IReadOnlyList<string> texts)
    {
        var rows = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        var rowOfText = new int[texts.Count];
        List<string> unique = [];
        List<int> counts = [];
        for (var i = 0; i < texts.Count; i++)
        {
            if (rows.TryAdd(texts[i], unique.Count))
            {
                unique.Add(texts[i]);
                counts.Add(0);
            }

            rowOfText[i] = rows[texts[i]];
            counts[rowOfText[i]]++;
        }

        return new UniqueTexts(unique, rowOfText, [.. counts]);
    }
}
