using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Python's <c>ljust</c>, <c>rjust</c>, <c>center</c> and <c>zfill</c>.</summary>
internal static class StringPadding
{
    public static string Pad(string text, CallArguments arguments, string name)
    {
        var bound = arguments.Bind(name, 1, "width", "fillchar");
        var fill = bound.Text(1) ?? " ";
        var missing = Missing(text, bound.Integer(0, 0));
        if (PythonString.Length(fill) != 1)
        {
            throw new PythonError("The fill character must be exactly one character long");
        }

        return name switch
        {
            "ljust()" => text + Repeat(fill, missing),
            "rjust()" => Repeat(fill, missing) + text,
            _ => Center(text, fill, missing, bound.Integer(0, 0)),
        };
    }

    public static string FillWithZeros(string text, CallArguments arguments)
    {
        var zeros = new string('0', Missing(text, arguments.Bind("zfill()", 1, "width").Integer(0, 0)));
        return text is ['+' or '-', ..] ? text[0] + zeros + text[1..] : zeros + text;
    }

    // CPython puts the odd blank on the left only where the width is odd, too.
    private static string Center(string text, string fill, int missing, long width)
    {
        var left = (missing / 2) + (int)(missing & width & 1);
        return Repeat(fill, left) + text + Repeat(fill, missing - left);
    }

    private static int Missing(string text, long width) =>
        Limits.Characters(Math.Max(0, width - PythonString.Length(text)));

    private static string Repeat(string fill, int times) => string.Concat(Enumerable.Repeat(fill, times));
}
