using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("a\n\n{{ x | groupby('a') }}", "line 3, column 8: filter 'groupby' is not supported")]
    [InlineData("{{ '😀' }}{{ x | nope }}", "line 1, column 17: filter 'nope' is not supported")]
    [InlineData("{{ x|map('nope') }}", "line 1, column 10: filter 'nope' is not supported")]
    [InlineData("{% if x is escaped %}{% endif %}", "line 1, column 12: test 'escaped' is not supported")]
    [InlineData("{% include 'x' %}", "line 1, column 4: tag 'include' is not supported")]
    [InlineData("{{ x.encode('utf-8') }}", "line 1, column 6: method 'encode' is not supported")]
    [InlineData("{{ lipsum() }}", "line 1, column 4: function 'lipsum' is not supported")]
    [InlineData("{{ dict(**x) }}", "line 1, column 9: argument unpacking with '**' is not supported")]
    [InlineData("{% for x in y recursive %}{% endfor %}", "line 1, column 15: a 'recursive' loop is not supported")]
    [InlineData("{{ 0x1f }}", "line 1, column 4: the number '0x...' is not supported")]
    public void Construct_outside_of_the_subset_is_refused_when_parsed(string source, string expected)
    {
        var error = Assert.Throws<EvaluationException>(() => Rendered.Template(source));

        Assert.Equal("chat template " + expected, error.Message);
    }

    [Fact]
    public void Refusal_lists_what_is_supported()
    {
        var error = Assert.Throws<EvaluationException>(() => Rendered.Template("{{ x|nope }}"));

        Assert.StartsWith("supported: abs, attr, batch, ", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% if true %}\nx", "line 1, column 4: tag 'if' is not closed")]
    [InlineData("{% endfor %}", "line 1, column 4: unexpected tag 'endfor': nothing is open that it belongs to")]
    [InlineData("{{ 1 + }}", "line 1, column 8: expected an expression, found '}}'")]
    [InlineData("{{ (1 }}", "line 1, column 7: unexpected '}'")]
    [InlineData("{{ 'a }}", "line 1, column 4: the string is not closed")]
    [InlineData("{# a", "line 1, column 1: the comment is not closed")]
    [InlineData("{{ a", "line 1, column 1: the tag is not closed")]
    [InlineData("{% break %}", "line 1, column 4: 'break' outside of a loop")]
    [InlineData("{% set true = 1 %}", "line 1, column 8: cannot assign to 'true'")]
    public void Broken_template_is_refused_with_its_place(string source, string expected)
    {
        var error = Assert.Throws<EvaluationException>(() => Rendered.Template(source));

        Assert.Equal("chat template " + expected, error.Message);
    }

    [Theory]
    [InlineData("x\n{{ raise_exception('no 你') }}", "line 2, column 4: the template refuses these messages: no 你")]
    [InlineData("{{ a.b }}", "line 1, column 6: 'a' is undefined")]
    [InlineData("{{ 'x' + tools }}", "line 1, column 8: can only concatenate str (not \"NoneType\") to str")]
    [InlineData("{{ {}.a + 'x' }}", "line 1, column 9: 'dict object' has no attribute 'a'")]
    [InlineData("{% for x in none %}{% endfor %}", "line 1, column 13: 'NoneType' object is not iterable")]
    [InlineData("{{ 'a' + ('b'|safe) }}", "line 1, column 8: '+' with a text that filter 'safe' gave is not supported")]
    [InlineData("{{ 2 ** 64 }}", "line 1, column 6: an integer beyond 64 bits is not supported")]
    public void Failure_while_rendering_names_its_place(string source, string expected)
    {
        var error = Assert.Throws<EvaluationException>(() => Rendered.Of(source));

        Assert.Equal("chat template " + expected, error.Message);
    }
}
