using Egtlm.Eval.Generation;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Templates come from untrusted folders: none may hang, fill the memory or overflow the stack.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "nested deeper than 600 levels")]
    [InlineData(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "more than 5000000 steps")]
    [InlineData(
        "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "a text of more than 10000000 characters")]
    [InlineData(
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "a list or dict with more than 10000000 characters")]
    [InlineData(
        "{% set n = namespace(x=[1]) %}{% for i in range(999) %}{% set n.x = [n.x] %}{% endfor %}",
        "or 100 levels")]
    [InlineData("{{ 'a' * 99999999999 }}", "a text of more than 10000000 characters")]
    [InlineData("{{ 'abc'.center(99999999999) }}", "a text of more than 10000000 characters")]
    [InlineData("{{ range(100001)|length }}", "a range of more than 100000 items")]
    [InlineData("{{ ('a' * 9999999).replace('a', 'bb') }}", "a text of more than 10000000 characters")]
    public void Runaway_template_is_stopped(string source, string expected)
    {
        var error = Assert.Throws<EvaluationException>(() => Rendered.Of(source));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("not ", "")]
    [InlineData("-", "")]
    public void Deep_nesting_is_refused(string open, string close)
    {
        var source = "{{ " + Many(open) + "1" + Many(close) + " }}";

        var error = Assert.Throws<EvaluationException>(() => Rendered.Template(source));

        Assert.Contains("nested deeper than 100 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_blocks_are_refused()
    {
        var source = Many("{% if 1 %}") + Many("{% endif %}");

        Assert.Throws<EvaluationException>(() => Rendered.Template(source));
    }

    [Fact]
    public void Chain_of_thousands_of_sums_does_not_overflow_the_stack()
    {
        var template = Rendered.Template("{{ 1" + Many(" + 1") + " }}");

        Assert.Throws<EvaluationException>(() => template.Render(Array.Empty<ChatMessage>()));
    }

    [Fact]
    public void Chain_of_a_hundred_sums_is_computed() =>
        Assert.Equal("101", Rendered.Of("{{ 1" + string.Concat(Enumerable.Repeat(" + 1", 100)) + " }}"));

    private static string Many(string part) => string.Concat(Enumerable.Repeat(part, 5000));
}
