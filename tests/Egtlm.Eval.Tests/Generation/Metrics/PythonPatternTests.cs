using Egtlm.Eval.Generation.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

/// <summary>Expected matches are those of CPython 3.11 <c>re.findall</c>.</summary>
public sealed class PythonPatternTests
{
    [Theory]
    [InlineData(@"a\sb", "a\u001cb a b", "a\u001cb|a b")]
    [InlineData(@"[\s]+", "a\u001f b", "\u001f ")]
    [InlineData(@"\S+", "a\u001cb", "a|b")]
    [InlineData(@"\w+", "a²b e\u0301‿", "a²b|e")]
    [InlineData(@"[\w-]+", "x²-y", "x²-y")]
    [InlineData(@"\W", "a²\u0301", "\u0301")]
    [InlineData(@"\ba\b", "a² a\u0301 a", "a|a")]
    [InlineData(@"\Ba", "aa ²a", "a|a")]
    [InlineData(@"\d+", "12 ٣ ５", "12|٣|５")]
    [InlineData(@"x{,2}y", "xxxy", "xxy")]
    [InlineData(@"(?P<q>['""])a(?P=q)", "'a' \"a' \"a\"", "'a'|\"a\"")]
    [InlineData(@"[a-z-[b]+", "ab[-", "ab[-")] // no subtraction of sets in Python
    [InlineData(@"[]a]+", "a]b", "a]")]
    [InlineData(@"[^]a]+", "a]b", "b")]
    [InlineData(@"a$", "a\n", "a")]
    [InlineData(@"a\Z", "a\na", "a")]
    [InlineData(@"\[\s\]", "[\u001c]", "[\u001c]")]
    [InlineData(@"(?i)K", "k\u212a", "k|\u212a")]
    [InlineData(@"\\s", @"\s", @"\s")]
    public void Patterns_match_what_python_matches(string pattern, string text, string matches) =>
        Assert.Equal(matches.Split('|'), PythonPattern.Compile(pattern).Matches(text).Select(match => match.Value));

    [Theory]
    [InlineData("(a")]
    [InlineData("(?a)x")]
    public void Pattern_that_is_none_is_an_error_of_the_user(string pattern)
    {
        var failure = Assert.Throws<EvaluationException>(() => PythonPattern.Compile(pattern));

        Assert.Contains($"'{pattern}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b", 0, "[invalid]")]
    [InlineData("a", 0, "a")]
    [InlineData(@"a(\d)", 1, "2")]
    [InlineData(@"a(\d)", -2, "2")] // a1 a2 a3
    [InlineData(@"a(\d)", 3, "[invalid]")]
    [InlineData(@"a(x)?", 0, "")] // the only group, though it took no part
    [InlineData(@"(x)?(a\d )", 0, "a1")] // stripped
    [InlineData(@"(x)?(y)?a", 0, "[invalid]")]
    public void Filter_takes_the_place_and_the_group(string pattern, int match, string expected) =>
        Assert.Equal(expected, new RegexFilter(pattern, match).Extract("a1 a2 a3"));
}
