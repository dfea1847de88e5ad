using Egtlm.Eval.Generation;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Loops, macros and what they set. Expected texts: Jinja 3.1.6.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData(
        "{% for i in range(3) %}{{ loop.index }}{{ loop.first }}{{ loop.last }} {% endfor %}",
        "1TrueFalse 2FalseFalse 3FalseTrue ")]
    [InlineData(
        "{% for i in [1, 2, 3, 4] if i is even %}{{ loop.index }}/{{ loop.length }}={{ i }};{% endfor %}",
        "1/2=2;2/2=4;")]
    [InlineData("{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}{{ v }}{% endfor %}", "a1b2")]
    [InlineData("{% for c in '你😀' %}{{ c }}|{% endfor %}", "你|😀|")]
    [InlineData("{% for i in [] %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for i in [1, 2, 3] %}{% if i == 2 %}{% break %}{% endif %}{{ i }}{% endfor %}", "1")]
    [InlineData("{% for i in [1] %}{% continue %}{% else %}else{% endfor %}", "else")]
    public void Loop_is_run_as_by_Jinja(string source, string expected) => Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData("{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = 5 %}{% endfor %}{{ x }}", "111")]
    [InlineData(
        "{% set ns = namespace(x=1) %}{% for i in [1, 2] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}",
        "4")]
    [InlineData("{% if true %}{% set x = 5 %}{% endif %}{{ x }}", "5")]
    [InlineData("{% set x | upper %} a{{ bos_token }}{% endset %}[{{ x }}]", "[ A<S>]")]
    [InlineData("{% generation %}{% set q = 1 %}a{% endgeneration %}{{ q is defined }}", "aFalse")]
    public void Assignment_is_seen_where_Jinja_shows_it(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));

    [Theory]
    [InlineData(
        "{% macro f(a, b=2, c=a) %}{{ a }},{{ b }},{{ c }}{% endmacro %}{{ f(1) }};{{ f(b=3, a=9) }}",
        "1,2,1;9,3,9")]
    [InlineData("{% macro f(a, b) %}{{ a }}{{ b }}{% endmacro %}{{ f(*[1, 2]) }}", "12")]
    [InlineData("{% macro f(n) %}{{ n }}{% if n %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}", "3210")]
    [InlineData("{% macro f() %}[{{ caller('x') }}]{% endmacro %}{% call(q) f() %}{{ q }}!{% endcall %}", "[x!]")]
    [InlineData("{% macro f() %}{{ i }}{% endmacro %}{% for i in [1] %}{{ f() }}{% endfor %}", "")]
    public void Macro_is_called_as_by_Jinja(string source, string expected) =>
        Assert.Equal(expected, Rendered.Of(source));

    [Fact]
    public void Message_text_is_never_read_as_template() => Assert.Equal(
        "{{ x }} {% raw %} 你好 😀",
        Rendered.Template("{{ messages[0].content }}").Render([new ChatMessage("user", "{{ x }} {% raw %} 你好 😀")]));
}
