using Egtlm.Eval.Models.Chat.Syntax;

namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Python's arithmetic: integers stay integers except under <c>/</c>, quotients are rounded down.</summary>
internal static class Arithmetic
{
    public static object Apply(BinaryOperator sign, object? a, object? b)
    {
        if (Types.Number(a) is { } x && Types.Number(b) is { } y)
        {
            return x is long i && y is long j ? OnIntegers(sign, i, j) : OnFloats(sign, ToFloat(x), ToFloat(y));
        }

        return (sign, a, b) switch
        {
            (_, SafeText, _) or (_, _, SafeText) => throw SafeText.Refusal($"'{Sign(sign)}' with"),
            (BinaryOperator.Add, string left, string right) => Join(left, right),
            (BinaryOperator.Add, PythonSequence left, PythonSequence right) when left.IsTuple == right.IsTuple =>
                new PythonSequence([.. left.Items, .. right.Items], left.IsTuple),
            (BinaryOperator.Multiply, string or PythonSequence, bool or long) => Repeat(a, Types.Integer(b)),
            (BinaryOperator.Multiply, bool or long, string or PythonSequence) => Repeat(b, Types.Integer(a)),
            (BinaryOperator.Modulo, string, _) => throw PythonError.Unsupported("formatting with '%'"),
            _ => throw new PythonError(Types.Message(a, Types.Message(b, Mismatch(sign, a, b)))),
        };
    }

    public static object Negate(object? value) => Types.Number(value) switch
    {
        long number => (object)Checked(() => checked(-number)),
        double number => (object)-number,
        _ => throw new PythonError(Types.Message(value, $"bad operand type for unary -: '{Types.NameOf(value)}'")),
    };

    public static object Plus(object? value) => Types.Number(value)
        ?? throw new PythonError(Types.Message(value, $"bad operand type for unary +: '{Types.NameOf(value)}'"));

    public static string Join(string a, string b)
    {
        Limits.Characters((long)a.Length + b.Length);
        return a + b;
    }

    // Every arm is boxed: without the casts C# would make all of them doubles.
    private static object OnIntegers(BinaryOperator sign, long a, long b) => sign switch
    {
        BinaryOperator.Add => (object)Checked(() => checked(a + b)),
        BinaryOperator.Subtract => (object)Checked(() => checked(a - b)),
        BinaryOperator.Multiply => (object)Checked(() => checked(a * b)),
        BinaryOperator.Power when b >= 0 => (object)Checked(() => Power(a, b)),
        BinaryOperator.FloorDivide when b != 0 => (object)Checked(() => (a / b) - (IsRoundedUp(a, b) ? 1 : 0)),
        BinaryOperator.Modulo when b != 0 => (object)(b == -1 ? 0L : (a % b) + (IsRoundedUp(a, b) ? b : 0)),
        _ => OnFloats(sign, a, b),
    };

    private static double OnFloats(BinaryOperator sign, double a, double b) => sign switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Power => FloatPower(a, b),
        _ when b == 0 => throw new PythonError("division by zero"),
        BinaryOperator.Divide => a / b,
        BinaryOperator.FloorDivide => Math.Floor((a - Modulo(a, b)) / b),
        BinaryOperator.Modulo => Modulo(a, b),
        _ => throw new InvalidOperationException($"no arithmetic for {sign}"),
    };

    /// <summary>C# rounds quotients toward zero, Python down.</summary>
    private static bool IsRoundedUp(long a, long b) => a % b != 0 && (a < 0) != (b < 0);

    private static double Modulo(double a, double b)
    {
        var rest = a % b;
        return rest == 0 ? Math.CopySign(0.0, b) : (rest < 0) != (b < 0) ? rest + b : rest;
    }

    private static double FloatPower(double a, double b)
    {
        var power = Math.Pow(a, b);
        return double.IsFinite(a) && double.IsFinite(b) && !double.IsFinite(power)
            ? throw PythonError.Unsupported("a power outside of the floats")
            : power;
    }

    private static long Power(long value, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? checked(power * value) : power;
            value = exponent > 1 ? checked(value * value) : value;
        }

        return power;
    }

    private static long Checked(Func<long> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            throw PythonError.Unsupported("an integer beyond 64 bits");
        }
    }

    private static double ToFloat(object number) => number is long whole ? whole : (double)number;

    private static object Repeat(object? value, long times)
    {
        times = Math.Max(0, times);
        if (value is string text)
        {
            Limits.Characters(text.Length == 0 ? 0 : checked(text.Length * Math.Min(times, int.MaxValue)));
            return string.Concat(Enumerable.Repeat(text, text.Length == 0 ? 0 : (int)times));
        }

        var items = (PythonSequence)value!; // not null: the callers matched a string or a sequence
        Limits.Characters(items.Count * Math.Min(times, int.MaxValue));
        var copies = items.Count == 0 ? 0 : (int)times;
        return new PythonSequence([.. Enumerable.Repeat(items.Items, copies).SelectMany(copy => copy)], items.IsTuple);
    }

    private static string Mismatch(BinaryOperator sign, object? a, object? b) =>
        a is string && sign == BinaryOperator.Add
            ? $"can only concatenate str (not \"{Types.NameOf(b)}\") to str"
            : $"unsupported operand type(s) for {Sign(sign)}: '{Types.NameOf(a)}' and '{Types.NameOf(b)}'";

    private static string Sign(BinaryOperator sign) => sign switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "** or pow()",
    };
}
