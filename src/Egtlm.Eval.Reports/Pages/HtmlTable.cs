using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>A table of an HTML page, which the page's script lets a reader sort and filter.</summary>
internal static class HtmlTable
{
    // Characters of a cell that stays on one line.
    private const int LongestLine = 44;

    public static void Append(StringBuilder page, Block.Table table, string id)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"table\" id=\"{id}\">\n");
        if (table.CanBeFiltered)
        {
            AppendFilters(page, table, id);
        }

        // A box that scrolls must be reachable by keyboard.
        page.Append(CultureInfo.InvariantCulture, $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{HtmlWriter.Text(table.Caption)}">
            <table><caption>{HtmlWriter.Text(table.Caption)}</caption>
            <thead><tr>
            """);
        foreach (var column in table.Columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <th scope="col"{(column.IsNumber ? " class=\"n\"" : "")}><button type="button">{HtmlWriter.Text(column.Title)}</button></th>
                """);
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                AppendCell(page, table.Columns[i], row[i], isFirst: i == 0);
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n</div>\n");
    }

    private static void AppendFilters(StringBuilder page, Block.Table table, string id)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            <form class="filters" role="search" aria-label="Filter: {HtmlWriter.Text(table.Caption)}">
            <label>Find <input type="search" data-find></label>

            """);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].IsChoice)
            {
                var column = i;
                page.Append(CultureInfo.InvariantCulture, $"""
                    <label>{HtmlWriter.Text(table.Columns[i].Title)} <select data-column="{i}"><option value="">all</option>
                    """);
                page.AppendJoin("", table.Rows.Select(row => row[column].Text).Distinct()
                    .Select(value => $"<option>{HtmlWriter.Text(value)}</option>"));
                page.Append("</select></label>\n");
            }
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            <output data-count aria-live="polite">{table.Rows.Count} rows</output>
            </form>

            """);
    }

    private static void AppendCell(StringBuilder page, Column column, Cell cell, bool isFirst)
    {
        string?[] classes =
        [
            column.IsNumber ? "n" : null, cell.Text.Length > LongestLine ? "wrap" : null,
            cell.Tone == Tone.None ? null : Name(cell.Tone),
        ];
        var named = string.Join(' ', classes.OfType<string>());
        var sort = cell.Sort is { } value ? $" data-s=\"{value.ToString("R", CultureInfo.InvariantCulture)}\"" : "";
        var (open, close) = isFirst ? ("<th scope=\"row\"", "</th>") : ("<td", "</td>");
        page.Append(open)
            .Append(named.Length > 0 ? $" class=\"{named}\"" : "")
            .Append(column.IsNumber ? sort : "")
            .Append('>').Append(HtmlWriter.Text(cell.Text)).Append(close);
    }

    private static string Name(Tone tone) => tone switch
    {
        Tone.None => "",
        Tone.Better => "better",
        Tone.Worse => "worse",
        Tone.Quiet => "quiet",
    };
}
