using System.Text.RegularExpressions;

namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>The decimal numbers of Jinja: underscores between digits are allowed, as is an exponent.</summary>
internal static partial class NumberPattern
{
    private const string Digits = "(?:[0-9]+_)*[0-9]+";

    [GeneratedRegex($@"\G{Digits}(?:(?:\.{Digits})?[eE][+\-]?{Digits}|\.{Digits})")]
    public static partial Regex Float();

    [GeneratedRegex(@"\G(?:[1-9](?:_?[0-9])*|0(?:_?0)*)")]
    public static partial Regex Integer();
}
