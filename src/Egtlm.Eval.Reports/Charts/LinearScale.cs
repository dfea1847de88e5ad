using System.Globalization;

namespace Egtlm.Eval.Reports.Charts;

/// <summary>Maps values to pixels, with ticks at round values.</summary>
internal sealed record LinearScale(double Min, double Max, double From, double To)
{
    /// <summary>Between ticks: 1, 2 or 5 times a power of ten.</summary>
    public double Step { get; private init; } = 1;

    /// <summary>A scale with some room around the values, or around 0 where there is none.</summary>
    /// <param name="ticks">About how many.</param>
    public static LinearScale Over(IEnumerable<double> values, double from, double to, int ticks = 8)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        var room = high > low ? (high - low) * 0.04 : Math.Max(Math.Abs(high) * 0.05, 1e-3);
        var rough = (high - low + 2 * room) / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new LinearScale(low - room, high + room, from, to) { Step = step };
    }

    public double At(double value) => From + (value - Min) / (Max - Min) * (To - From);

    /// <summary>At the nearer end where a value lies outside.</summary>
    public double Clamped(double value) => At(Math.Clamp(value, Min, Max));

    public IEnumerable<double> Ticks()
    {
        for (var i = Math.Ceiling(Min / Step); i * Step <= Max; i++)
        {
            yield return i * Step;
        }
    }

    /// <summary>With as many decimals as ticks need; a true minus sign.</summary>
    public string Format(double value, bool isSigned = false)
    {
        var decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(Step) + 1e-9));
        return Number(value, decimals, isSigned);
    }

    /// <summary>Fixed decimals and a true minus sign.</summary>
    public static string Number(double value, int decimals, bool isSigned = false)
    {
        var digits = Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        var isZero = digits.All(digit => digit is '0' or '.');
        return (isZero ? "" : value < 0 ? "−" : isSigned ? "+" : "") + digits;
    }
}
