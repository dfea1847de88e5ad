namespace Egtlm.Eval.Results;

/// <summary>A version as mteb numbers itself: <c>2.20.0</c>, or <c>1.1.2.dev0</c> before <c>1.1.2</c>.</summary>
/// <remarks>Of PEP 440 what mteb uses: a release, and whether anything follows it that comes before it.</remarks>
public readonly record struct PackageVersion(Version Release, bool IsBeforeRelease) : IComparable<PackageVersion>
{
    /// <summary>The lowest version of a text such as <c>2.12.16-2.15.4</c>; null when it is not one.</summary>
    public static PackageVersion? Lowest(string? text)
    {
        string[] parts = [.. (text?.Split('-')[0] ?? "").Trim().Split('.')];
        int[] numbers = [.. parts.TakeWhile(IsNumber).Select(part => int.Parse(part, null))];
        return numbers.Length is 0 or > 4
            ? null
            : new PackageVersion(
                new Version(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2)),
                numbers.Length < parts.Length);
    }

    public static bool operator <(PackageVersion a, PackageVersion b) => a.CompareTo(b) < 0;

    public static bool operator >(PackageVersion a, PackageVersion b) => a.CompareTo(b) > 0;

    public static bool operator <=(PackageVersion a, PackageVersion b) => a.CompareTo(b) <= 0;

    public static bool operator >=(PackageVersion a, PackageVersion b) => a.CompareTo(b) >= 0;

    public int CompareTo(PackageVersion other) =>
        (Release, !IsBeforeRelease).CompareTo((other.Release, !other.IsBeforeRelease));

    private static bool IsNumber(string text) => text.Length is > 0 and < 9 && text.All(char.IsAsciiDigit);
}
