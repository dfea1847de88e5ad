using System.Text;

namespace Egtlm.Eval.Generation.Instructions.Language;

/// <summary>The scripts that <see cref="TextLanguage"/> tells apart.</summary>
internal enum WritingSystem
{
    None,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Thai,
    Hangul,
    Kana,
    Han,
    Other,
}

/// <summary>Finds the script of a character.</summary>
internal static class WritingSystems
{
    // Source: Unicode 15 Blocks.txt; blocks of one script in a row are joined.
    private static readonly (int First, int Last, WritingSystem System)[] s_blocks =
    [
        (0x0041, 0x024F, WritingSystem.Latin), (0x1E00, 0x1EFF, WritingSystem.Latin),
        (0xFF21, 0xFF5A, WritingSystem.Latin), (0x0370, 0x03FF, WritingSystem.Greek),
        (0x1F00, 0x1FFF, WritingSystem.Greek), (0x0400, 0x052F, WritingSystem.Cyrillic),
        (0x0590, 0x05FF, WritingSystem.Hebrew), (0x0600, 0x077F, WritingSystem.Arabic),
        (0xFB50, 0xFDFF, WritingSystem.Arabic), (0xFE70, 0xFEFE, WritingSystem.Arabic),
        (0x0900, 0x097F, WritingSystem.Devanagari), (0x0980, 0x09FF, WritingSystem.Bengali),
        (0x0A00, 0x0A7F, WritingSystem.Gurmukhi), (0x0A80, 0x0AFF, WritingSystem.Gujarati),
        (0x0B80, 0x0BFF, WritingSystem.Tamil), (0x0C00, 0x0C7F, WritingSystem.Telugu),
        (0x0C80, 0x0CFF, WritingSystem.Kannada), (0x0D00, 0x0D7F, WritingSystem.Malayalam),
        (0x0E00, 0x0E7F, WritingSystem.Thai), (0x1100, 0x11FF, WritingSystem.Hangul),
        (0x3130, 0x318F, WritingSystem.Hangul), (0xAC00, 0xD7AF, WritingSystem.Hangul),
        (0x3040, 0x30FF, WritingSystem.Kana), (0xFF66, 0xFF9F, WritingSystem.Kana),
        (0x3400, 0x4DBF, WritingSystem.Han), (0x4E00, 0x9FFF, WritingSystem.Han),
        (0xF900, 0xFAFF, WritingSystem.Han), (0x20000, 0x323AF, WritingSystem.Han),
    ];

    /// <summary>The script of a letter or combining mark; none for anything else.</summary>
    public static WritingSystem Of(Rune rune)
    {
        if (!IsLetterOrMark(rune))
        {
            return WritingSystem.None;
        }

        foreach (var (first, last, system) in s_blocks)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return system;
            }
        }

        return Rune.IsLetter(rune) ? WritingSystem.Other : WritingSystem.None;
    }

    /// <summary>Whether a character is part of a word.</summary>
    public static bool IsLetterOrMark(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
