using SkiaSharp;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>Finds a font that has all glyphs of a text; null for none.</summary>
public delegate SKTypeface? FontFinder(string text, bool isBold);

/// <summary>The fonts of this machine.</summary>
public static class ChartFonts
{
    // Plain sans serifs that systems come with; then the scripts of East Asia.
    private static readonly string[] s_preferred =
    [
        "Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans",
        "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
    ];

    private static readonly Lazy<string[]> s_families = new(() =>
    {
        string[] installed = [.. SKFontManager.Default.FontFamilies];
        return [.. s_preferred.Intersect(installed), .. installed.Except(s_preferred).Order(StringComparer.Ordinal)];
    });

    /// <summary>A preferred font, else what the system proposes for a character, else any.</summary>
    public static SKTypeface? Find(string text, bool isBold)
    {
        var style = isBold ? SKFontStyle.Bold : SKFontStyle.Normal;
        var manager = SKFontManager.Default;
        return s_families.Value.Where(s_preferred.Contains).Select(family => manager.MatchFamily(family, style))
            .Concat(text.EnumerateRunes().Where(rune => !rune.IsAscii).Select(rune => manager.MatchCharacter(rune.Value)))
            .Concat(s_families.Value.Except(s_preferred).Select(family => manager.MatchFamily(family, style)))
            .FirstOrDefault(font => font is not null && font.ContainsGlyphs(text));
    }
}
