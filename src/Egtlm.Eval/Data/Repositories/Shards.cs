using System.Globalization;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>Files that are pieces of one table, such as train-00001-of-00003.parquet.</summary>
internal static partial class Shards
{
    /// <summary>The first piece that is not among the files, or null; pieces with a hash in their name cannot be
    /// spelled and are named without it.</summary>
    public static string? Missing(IReadOnlyList<string> files)
    {
        var pieces = files.Select(file => Piece().Match(file)).Where(match => match.Success)
            .Select(match => (
                Head: match.Groups[1].Value,
                Number: int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                Count: match.Groups[3].Value));
        foreach (var table in pieces.GroupBy(piece => (piece.Head, piece.Count)))
        {
            var there = table.Select(piece => piece.Number).ToHashSet();
            var all = int.Parse(table.Key.Count, CultureInfo.InvariantCulture);
            for (var i = 0; i < all; i++)
            {
                if (!there.Contains(i))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{table.Key.Head}-{i:D5}-of-{table.Key.Count}");
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(.*)-([0-9]{5})-of-([0-9]{5})")]
    private static partial Regex Piece();
}
