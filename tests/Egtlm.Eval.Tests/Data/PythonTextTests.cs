using System.Text;
using Egtlm.Eval.Data;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

/// <summary>Expected values are those of CPython 3.11.</summary>
public sealed class PythonTextTests
{
    [Fact]
    public void Information_separators_are_white_space()
    {
        Assert.Equal("a\u001cb", PythonText.Strip("\u001f\u3000a\u001cb\u0085\u2028"));
        Assert.Equal("a ", PythonText.StripStart("\u001c a "));
        Assert.Equal(" a", PythonText.StripEnd(" a\u00a0\u001d"));
        Assert.Equal(["a", "b", "c"], PythonText.Split(" a\u001eb\u2003\n c\t"));
        Assert.Empty(PythonText.Split("\u001c \u001d"));
    }

    [Theory]
    [InlineData('\u200b')] // zero width space
    [InlineData('\ufeff')]
    [InlineData('\u180e')] // Mongolian vowel separator
    [InlineData('\u0000')]
    public void Invisible_characters_are_not_white_space(char unit) => Assert.False(PythonText.IsWhiteSpace(unit));

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 2)]
    [InlineData(" a ", 3)]
    [InlineData("a\u001c\n b", 2)]
    public void Pieces_between_white_space_are_counted_with_the_empty_ones(string text, int count) =>
        Assert.Equal(count, PythonText.PieceCount(text));

    [Theory]
    [InlineData("ÉCOLE", "école")]
    [InlineData("STRASSE ẞß", "strasse ßß")] // lower(), not casefold()
    [InlineData("İI", "i\u0307i")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΟΔΟΣ.", "οδος.")]
    [InlineData("ΟΔΟΣ'Α", "οδοσ'α")]
    [InlineData("Σ", "σ")]
    [InlineData("1Σ", "1σ")]
    [InlineData("ΑΣ\u0301", "ας\u0301")]
    [InlineData("ªΣ", "ªς")]
    [InlineData("\U00010400", "\U00010428")] // Deseret: surrogate pairs
    [InlineData("ＡＢ中Ⅷ", "ａｂ中ⅷ")]
    public void Lower_case_is_that_of_python(string text, string expected) =>
        Assert.Equal(expected, PythonText.Lower(text));

    [Fact]
    public void Words_have_numbers_of_every_kind_and_no_marks()
    {
        Assert.True(PythonText.IsWord(new Rune('²')));
        Assert.True(PythonText.IsWord(new Rune('Ⅷ')));
        Assert.True(PythonText.IsWord(new Rune('_')));
        Assert.True(PythonText.IsWord(new Rune(0x20000)));
        Assert.False(PythonText.IsWord(new Rune('\u0301')));
        Assert.False(PythonText.IsWord(new Rune('‿')));
    }
}
