using Egtlm.Eval.Reports.Charts;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>How a value reads: the colour of a cell, never its only sign.</summary>
public enum Tone
{
    None,
    Better,
    Worse,
    Quiet,
}

/// <summary>A cell of a table.</summary>
/// <param name="Sort">What a column of numbers is ordered by; null for none, which goes last.</param>
public sealed record Cell(string Text, double? Sort = null, Tone Tone = Tone.None)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A column of a table.</summary>
/// <param name="IsNumber">Right aligned and ordered by number.</param>
/// <param name="IsChoice">A reader can keep the rows of one value only.</param>
public sealed record Column(string Title, bool IsNumber = false, bool IsChoice = false);

/// <summary>A part of a section, whatever it is written as.</summary>
public abstract record Block
{
    /// <summary>A sentence or several.</summary>
    /// <param name="IsLead">The answer that a reader came for.</param>
    public sealed record Paragraph(string Text, bool IsLead = false) : Block;

    public sealed record Bullets(IReadOnlyList<string> Items) : Block;

    /// <param name="Caption">What it shows; also its name for screen readers.</param>
    /// <param name="CanBeFiltered">Long tables get a search field and choices.</param>
    public sealed record Table(
        string Caption,
        IReadOnlyList<Column> Columns,
        IReadOnlyList<IReadOnlyList<Cell>> Rows,
        bool CanBeFiltered = false) : Block;

    /// <param name="Caption">What to see in it.</param>
    public sealed record Figure(Chart Chart, string Caption) : Block;

    /// <summary>Text as it is, line breaks and all.</summary>
    public sealed record Verbatim(string Text) : Block;
}

/// <summary>A section of a report.</summary>
/// <param name="Id">Anchor: letters and hyphens.</param>
/// <param name="IsAppendix">Folded away until it is asked for.</param>
public sealed record Section(string Id, string Title, IReadOnlyList<Block> Blocks, bool IsAppendix = false);
