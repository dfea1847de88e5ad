using System.Globalization;
using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>Filters that give numbers.</summary>
internal static class NumberFilters
{
    public static object? Absolute(FilterContext use) => Types.Number(use.Only()) switch
    {
        long number => number < 0 ? Arithmetic.Negate(number) : number,
        double number => Math.Abs(number),
        _ => throw new PythonError(Types.Message(
            use.Input, $"bad operand type for abs(): '{Types.NameOf(use.Input)}'")),
    };

    /// <summary>The integer in a number or text; the default where there is none.</summary>
    public static object? Integer(FilterContext use)
    {
        var bound = use.Bind(0, "default", "base");
        if (bound.Integer(1, 10) != 10)
        {
            throw PythonError.Unsupported("filter 'int' with a base other than 10");
        }

        if (Types.Number(use.Input) is long whole)
        {
            return whole;
        }

        if (use.Input is string text && ParseInteger(text) is { } read)
        {
            return read;
        }

        var number = Types.Number(use.Input) is double given ? given : ParseFloat(use.Input as string);
        return number is { } value && double.IsFinite(value)
            ? Math.Abs(value) < long.MaxValue ? (long)value : throw PythonError.Unsupported("an integer beyond 64 bits")
            : FailsOn(use.Input) ?? bound.Value(0, 0L);
    }

    public static object? Float(FilterContext use)
    {
        var bound = use.Bind(0, "default");
        return Types.Number(use.Input) switch
        {
            long number => (double)number,
            double number => number,
            _ => ParseFloat(use.Input as string) ?? FailsOn(use.Input) ?? bound.Value(0, 0.0),
        };
    }

    public static object? Round(FilterContext use)
    {
        var bound = use.Bind(0, "precision", "method");
        var digits = (int)Math.Clamp(bound.Integer(0, 0), -30, 30);
        var number = Types.Number(use.Input) ?? throw new PythonError(Types.Message(
            use.Input, $"type {Types.NameOf(use.Input)} doesn't define __round__ method"));
        var method = bound.Text(1) ?? "common";
        if (digits < 0 || (number is long && method != "common" && digits > 15))
        {
            throw PythonError.Unsupported($"filter 'round' with a precision of {digits}");
        }

        var scale = Math.Pow(10, digits);
        var value = Convert.ToDouble(number, CultureInfo.InvariantCulture);

        // Python's floor and ceil give integers, which have no negative zero: hence + 0.0.
        return method switch
        {
            "common" => number is long ? number : PythonFloat.Round(value, digits),
            "ceil" => (Math.Ceiling(value * scale) + 0.0) / scale,
            "floor" => (Math.Floor(value * scale) + 0.0) / scale,
            _ => throw new PythonError("method must be common, ceil or floor"),
        };
    }

    public static object? Sum(FilterContext use)
    {
        var bound = use.Bind(0, "attribute", "start");
        var path = AttributePath.Of(bound.Value(0));
        var start = bound.Value(1, 0L);
        if (start is string)
        {
            throw new PythonError("sum() can't sum strings [use ''.join(seq) instead]");
        }

        return Types.Items(use.Input)
            .Aggregate(start, (sum, item) => Arithmetic.Apply(BinaryOperator.Add, sum, path.Get(item)));
    }

    private static long? ParseInteger(string text) => long.TryParse(
        Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : null;

    private static double? ParseFloat(string? text) => text is not null && double.TryParse(
        Digits(text), NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture, out var value)
        ? value
        : Named(text);

    private static double? Named(string? text) =>
        text is null ? null : LetterCase.Lower(Digits(text)).TrimStart('+') switch
        {
            "inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => null,
        };

    /// <summary>Python allows blanks around a number and underscores between its digits.</summary>
    private static string Digits(string text)
    {
        var stripped = PythonString.Strip(text, null, true, true);
        return stripped.Contains('_', StringComparison.Ordinal)
            ? throw PythonError.Unsupported("a number with underscores in a text")
            : stripped;
    }

    /// <summary>An undefined value is an error even where there is a default.</summary>
    private static object? FailsOn(object? input) =>
        input is Undefined undefined ? throw new PythonError(undefined.Message) : null;
}
