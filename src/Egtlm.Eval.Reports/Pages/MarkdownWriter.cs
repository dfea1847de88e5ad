using Egtlm.Eval.Reports.Comparisons;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Writes sections as GitHub Markdown; charts are PNG files beside it.</summary>
public static class MarkdownWriter
{
    /// <param name="pictures">Path of a chart's PNG by its name; a chart without one is described in words.</param>
    public static string Write(
        string title, string madeBy, IReadOnlyList<Section> sections, IReadOnlyDictionary<string, string> pictures)
    {
        List<string> lines = [$"# {MarkdownText.Escape(title)}"];
        foreach (var section in sections)
        {
            lines.Add($"\n## {MarkdownText.Escape(section.Title)}");
            lines.AddRange(section.Blocks.Select(block => "\n" + Write(block, pictures)));
        }

        return string.Join('\n', lines) + $"\n\n---\n{MarkdownText.Escape(madeBy)}\n";
    }

    private static string Write(Block block, IReadOnlyDictionary<string, string> pictures) => block switch
    {
        Block.Paragraph { IsLead: true } lead => $"**{MarkdownText.Escape(lead.Text)}**",
        Block.Paragraph paragraph => MarkdownText.Escape(paragraph.Text),
        Block.Bullets list => string.Join('\n', list.Items.Select(item => $"- {MarkdownText.Escape(item)}")),
        Block.Verbatim text => $"{Fence(text.Text)}\n{text.Text}\n{Fence(text.Text)}",
        Block.Figure figure => pictures.TryGetValue(figure.Chart.Name, out var path)
            ? $"![{MarkdownText.Escape(figure.Chart.Description)}]({path})\n\n{MarkdownText.Escape(figure.Caption)}"
            : $"{MarkdownText.Escape(figure.Caption)} ({MarkdownText.Escape(figure.Chart.Description)})",
        Block.Table table => $"{MarkdownText.Escape(table.Caption)}\n\n" + MarkdownText.Table(
            [.. table.Columns.Select(column => column.IsNumber ? $"{column.Title}>" : column.Title)],
            table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Text)])),
        _ => throw new InvalidOperationException($"no Markdown for {block.GetType().Name}"),
    };

    /// <summary>Longer than any run of backquotes in the text.</summary>
    private static string Fence(string text)
    {
        var (longest, run) = (2, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', longest + 1);
    }
}
