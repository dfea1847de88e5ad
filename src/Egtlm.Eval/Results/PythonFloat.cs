using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Results;

/// <summary>Rounds and prints doubles as Python and numpy do, so that result files agree byte for byte.</summary>
public static class PythonFloat
{
    /// <summary>
    /// Python's <c>round(value, digits)</c>: the nearest decimal of the exact binary value, halves to even.
    /// </summary>
    /// <returns>NaN and infinities unchanged; the sign of zero is kept.</returns>
    public static double Round(double value, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);

        // Math.Round scales first and so rounds the scaled value's error; "F" prints the exact binary value correctly.
        return double.IsFinite(value)
            ? double.Parse(
                value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture)
            : value;
    }

    /// <summary><c>round</c> of a <c>numpy.float64</c>: multiply, round halves to even, divide.</summary>
    public static double RoundNumpy(double value, int digits)
    {
        var scale = Math.Pow(10, digits);
        return double.IsFinite(value) ? Math.Round(value * scale, MidpointRounding.ToEven) / scale : value;
    }

    /// <summary>
    /// Python's <c>repr</c>: shortest digits that read back equal; <c>0.0</c>, <c>1e-05</c>, <c>1e+16</c>, <c>nan</c>.
    /// </summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var sign = double.IsNegative(value) ? "-" : "";
        var (digits, point) = ShortestDigits(Math.Abs(value));
        return sign + Place(digits, point);
    }

    /// <summary>
    /// <see cref="Repr"/> as <c>json.dump</c> writes it: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> bare.
    /// </summary>
    public static string Json(double value) =>
        double.IsFinite(value) ? Repr(value) : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";

    /// <summary>
    /// The shortest significant digits and the place of the decimal point before or after the first of them.
    /// </summary>
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != value)
        {
            // .NET 10 prints a few powers of two, such as 2^-25, one digit too short to read back.
            text = value.ToString("E16", CultureInfo.InvariantCulture);
        }

        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponent < 0 ? text : text[..exponent];
        var scale = exponent < 0 ? 0 : int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + scale;

        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        point -= all.Length - digits.Length;
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? ("0", 1) : (digits, point);
    }

    /// <summary>
    /// Exponent form below 1e-4 and from 1e16 on. Source: CPython, Python/pystrtod.c, <c>format_float_short</c>.
    /// </summary>
    private static string Place(string digits, int point)
    {
        if (point is <= -4 or > 16)
        {
            var exponent = point - 1;
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var size = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{size}";
        }

        var text = new StringBuilder();
        if (point <= 0)
        {
            return text.Append("0.").Append('0', -point).Append(digits).ToString();
        }

        if (point >= digits.Length)
        {
            return text.Append(digits).Append('0', point - digits.Length).Append(".0").ToString();
        }

        return text.Append(digits).Insert(point, '.').ToString();
    }
}
