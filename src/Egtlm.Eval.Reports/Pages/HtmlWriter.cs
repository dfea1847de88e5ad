using System.Globalization;
using System.Net;
using System.Text;
using Egtlm.Eval.Reports.Charts;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>Writes sections as one HTML page that needs nothing else: no network, no other file.</summary>
public static class HtmlWriter
{
    /// <param name="madeBy">Tool, version and time; the last line.</param>
    public static string Write(string title, string madeBy, IReadOnlyList<Section> sections)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text(title)}</title>
            <style>
            {PageAssets.Style}
            </style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header>
            <h1>{Text(title)}</h1>
            <nav aria-label="Sections"><ul>

            """);
        foreach (var section in sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Id}\">{Text(section.Title)}</a></li>\n");
        }

        page.Append("</ul></nav>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n");
        foreach (var section in sections)
        {
            Append(page, section);
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            </main>
            <footer><p>{Text(madeBy)}</p></footer>
            <script>
            {PageAssets.Script}
            </script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static void Append(StringBuilder page, Section section)
    {
        var heading = $"<h2 id=\"{section.Id}-title\">{Text(section.Title)}</h2>";
        page.Append(CultureInfo.InvariantCulture, $"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\">\n")
            .Append(section.IsAppendix ? $"<details><summary>{heading}</summary>\n" : heading + "\n");
        for (var i = 0; i < section.Blocks.Count; i++)
        {
            Append(page, section.Blocks[i], string.Create(CultureInfo.InvariantCulture, $"{section.Id}-{i}"));
        }

        page.Append(section.IsAppendix ? "</details>\n" : "").Append("</section>\n");
    }

    private static void Append(StringBuilder page, Block block, string id)
    {
        switch (block)
        {
            case Block.Paragraph paragraph:
                page.Append(paragraph.IsLead ? "<p class=\"lead\">" : "<p>").Append(Text(paragraph.Text)).Append("</p>\n");
                break;
            case Block.Bullets list:
                page.Append("<ul>");
                page.AppendJoin("", list.Items.Select(item => $"<li>{Text(item)}</li>")).Append("</ul>\n");
                break;
            case Block.Verbatim text:
                page.Append("<pre tabindex=\"0\">").Append(Text(text.Text)).Append("</pre>\n");
                break;
            case Block.Figure figure:
                page.Append("<figure><div class=\"chart\">").Append(ChartSvg.Write(figure.Chart, id))
                    .Append("</div><figcaption>").Append(Text(figure.Caption)).Append("</figcaption></figure>\n");
                break;
            case Block.Table table:
                HtmlTable.Append(page, table, id);
                break;
        }
    }

    /// <summary>Text and attribute values: quotes and all are escaped.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);
}
