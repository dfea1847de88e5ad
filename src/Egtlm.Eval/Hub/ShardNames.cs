using System.Globalization;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>Names of a split's parts, <c>test-00000-of-00003.parquet</c>: each says how many there are.</summary>
/// <remarks>Older uploads end in a fingerprint of each part, <c>train-00000-of-00002-6d4d4d0b4a1c8f3e.parquet</c>
/// (datasets, push_to_hub); its value for a missing part is not known.</remarks>
internal static partial class ShardNames
{
    /// <summary>The parts that must exist but are not among <paramref name="paths"/>.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyCollection<string> paths)
    {
        var groups = paths.Select(path => Shard().Match(path))
            .Where(match => match.Success)
            .GroupBy(match => (
                Head: match.Groups["head"].Value,
                Total: match.Groups["total"].Value,
                Tail: match.Groups["tail"].Value));
        var missing = new List<string>();
        foreach (var group in groups)
        {
            var found = group.Select(match => Number(match.Groups["index"].Value)).ToHashSet();
            missing.AddRange(Enumerable.Range(0, Number(group.Key.Total))
                .Where(index => !found.Contains(index))
                .Select(index => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{group.Key.Head}-{index:D5}-of-{group.Key.Total}{group.Key.Tail}")));
        }

        return missing;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<head>.+)-(?<index>[0-9]{5})-of-(?<total>[0-9]{5})(?:-[0-9a-f]{16})?(?<tail>\.[^/]+)$")]
    private static partial Regex Shard();
}
