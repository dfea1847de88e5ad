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

    private static readonly Lazy<SKTypeface[]> s_normal = new(() => Preferred(isBold: false));

    private static readonly Lazy<SKTypeface[]> s_bold = new(() => Preferred(isBold: true));

    /// <summary>A preferred font, else what the system proposes for a character, else any.</summary>
    public static SKTypeface? Find(string text, bool isBold) => (isBold ? s_bold : s_normal).Value
        .Concat(text.EnumerateRunes()
            .Where(rune => !rune.IsAscii)
            .Select(rune => SKFontManager.Default.MatchCharacter(rune.Value)))
        .Concat(SKFontManager.Default.FontFamilies
            .Order(StringComparer.Ordinal)
            .Select(family => Match(family, isBold)))
        .FirstOrDefault(font => font is not null && font.ContainsGlyphs(text));

    private static SKTypeface[] Preferred(bool isBold) =>
        [.. s_preferred.Intersect(SKFontManager.Default.FontFamilies).Select(family => Match(family, isBold))];

    private static SKTypeface Match(string family, bool isBold) =>
        SKFontManager.Default.MatchFamily(family, isBold ? SKFontStyle.Bold : SKFontStyle.Normal);
}
