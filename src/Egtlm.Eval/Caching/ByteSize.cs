using System.Globalization;

namespace Egtlm.Eval.Caching;

/// <summary>Sizes as people write them: <c>10GB</c>, <c>1.5 GiB</c>, <c>4096</c>.</summary>
public static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] s_units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1), ("", 1),
    ];

    /// <summary>Reads a number with a unit of 1,000 (KB to TB), of 1,024 (KiB to TiB) or without one.</summary>
    /// <returns>Null when it is none, negative, or beyond a long.</returns>
    public static long? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (unit, factor) = s_units.First(item => text.EndsWith(item.Unit, StringComparison.OrdinalIgnoreCase));
        var number = text[..^unit.Length].Trim();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * factor < long.MaxValue
            ? (long)(value * factor)
            : null;
    }

    /// <summary>A size in the largest unit of 1,000 that it fills: <c>1.2 GB</c>; whole bytes below 1 KB.</summary>
    public static string Format(long bytes)
    {
        var (unit, factor) = s_units.Where(item => item.Unit is "KB" or "MB" or "GB" or "TB")
            .LastOrDefault(item => bytes >= item.Bytes);
        return unit is null
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes} B")
            : string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / factor:F1} {unit}");
    }
}
