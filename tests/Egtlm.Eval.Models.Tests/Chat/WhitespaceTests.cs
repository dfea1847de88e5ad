using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Whitespace control with trim_blocks and lstrip_blocks on. Expected texts: Jinja 3.1.6.</summary>
public sealed class WhitespaceTests
{
    [Theory]
    [InlineData("a\n  {% if true %}\n  b\n  {% endif %}\nc\n", "a\n  b\nc")]
    [InlineData("a\n  {%- if true -%}\n  b\n  {%- endif -%}\nc\n\n", "abc\n")]
    [InlineData("a\n  {%+ if true +%}\n  b\n  {%+ endif +%}\nc", "a\n  \n  b\n  \nc")]
    [InlineData("  x{% if true %}\ny{% endif %}", "  xy")]
    public void Block_takes_its_indent_and_one_newline(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData("x {{- 1 -}} y {{ 2 }}\n{{ 3 }}\n\n{{ 4 }}", "x1y 2\n3\n\n4")]
    [InlineData("a\n  {{ 1 }}\n", "a\n  1")]
    public void Output_keeps_its_indent_and_newline(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData("  {# c #}  x\n  {#- c -#}\n\n y", "  xy")]
    [InlineData("a\n  {# c #}\nb", "a\nb")]
    public void Comment_is_as_a_block(string source, string expected) => Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData("{% raw %}{{ x }} {% if %}{# c #}{% endraw %}\nq", "{{ x }} {% if %}{# c #}q")]
    [InlineData("  {% raw %}\n  {{ x }}\n  {% endraw %}\n z", "\n  {{ x }}\n z")]
    [InlineData(" {%- raw -%}  {{ x }}  {%- endraw -%}  z", "{{ x }}z")]
    public void Raw_text_is_printed_as_it_is(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("a\r\nb\rc\r\n", "a\nb\nc")]
    [InlineData("", "")]
    public void One_newline_at_the_end_is_dropped(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));
}
