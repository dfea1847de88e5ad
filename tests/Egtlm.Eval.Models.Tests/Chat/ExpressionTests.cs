using System.Text.Json.Nodes;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Values, operators, filters and tests. Expected texts: Jinja 3.1.6 on Python 3.11.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("7 // -2", "-4")]
    [InlineData("-7 % 3", "2")]
    [InlineData("-3 % 1.0", "0.0")]
    [InlineData("10 / 2", "5.0")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1e16", "1e+16")]
    [InlineData("true + 1", "2")]
    [InlineData("[1] * 2 + [3]", "[1, 1, 3]")]
    [InlineData("1 < 2 < 3", "True")]
    [InlineData("1 == 1.0 == true", "True")]
    [InlineData("'' or 0 or none", "None")]
    [InlineData("1 ~ none ~ [1.5]", "1None[1.5]")]
    public void Operator_gives_what_Python_gives(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Theory]
    [InlineData("[1, 'a', none, true, 1.0, (1,), {'k': []}]", "[1, 'a', None, True, 1.0, (1,), {'k': []}]")]
    [InlineData("[\"it's\", 'a\\n\\u200b\\xe9😀']", "[\"it's\", 'a\\n\\u200bé😀']")]
    [InlineData("{'a': 1}.items()", "dict_items([('a', 1)])")]
    [InlineData("range(1, 9, 3)", "range(1, 9, 3)")]
    public void Value_is_printed_as_by_Python(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Theory]
    [InlineData("'a你😀b'[1:3]", "你😀")]
    [InlineData("'abc'[::-1]", "cba")]
    [InlineData("[1, 2, 3][-2:]", "[2, 3]")]
    [InlineData("[1, 2, 3][5:]", "[]")]
    [InlineData("'a😀'|length", "2")]
    public void Text_is_counted_in_code_points(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Theory]
    [InlineData("' \\u3000a\\x1c '|trim", "a")]
    [InlineData("' a  b '.split()", "['a', 'b']")]
    [InlineData("'  a b c'.rsplit(none, 1)", "['  a b', 'c']")]
    [InlineData("'straße'|upper", "STRASSE")]
    [InlineData("'a\\r\\nb\\u2028c'.splitlines()", "['a', 'b', 'c']")]
    [InlineData("'xxa'.lstrip('x')", "a")]
    [InlineData("'{}-{}'.format(1, 'b')", "1-b")]
    [InlineData("'a\\nb'|indent(2)", "a\n  b")]
    [InlineData("('<b>'|safe if true else 1) ~ '<c>'", "<b><c>")]
    public void Text_function_gives_what_Python_gives(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Theory]
    [InlineData(
        "{'a': [1, 2.5, none, true, '中\\n\"'], 'b': {}}|tojson",
        """{"a": [1, 2.5, null, true, "中\n\""], "b": {}}""")]
    [InlineData("{'a': [1], 'b': []}|tojson(indent=2)", "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}")]
    [InlineData("'<b>&中'|tojson(ensure_ascii=true)", "\"<b>&\\u4e2d\"")]
    public void Json_is_written_as_by_transformers(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Theory]
    [InlineData("x is defined", "False")]
    [InlineData("x", "")]
    [InlineData("x|default('d')", "d")]
    [InlineData("x|length", "0")]
    [InlineData("not x", "True")]
    [InlineData("none is defined", "True")]
    [InlineData("messages[9] is defined", "False")]
    [InlineData("unk_token is defined", "False")]
    [InlineData("tools is none", "True")]
    public void Missing_name_is_undefined_and_missing_list_is_none(string expression, string expected) =>
        Assert.Equal(expected, Rendered.Of("{{ " + expression + " }}"));

    [Fact]
    public void Keys_of_a_dict_yield_to_its_methods_only_after_a_dot()
    {
        var value = JsonNode.Parse("""{"d": {"items": 3}}""")!["d"];

        Assert.Equal("3 [('items', 3)]", Rendered.Of("{{ d['items'] }} {{ d.items()|list }}", ("d", value)));
    }
}
