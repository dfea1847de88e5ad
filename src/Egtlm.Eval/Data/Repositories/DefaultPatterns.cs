using Egtlm.Eval.Data.Tables;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>Finds the splits of a repository whose README.md does not name its files.</summary>
/// <remarks>
/// In this order, the first that finds a file counts: shards in data/, folders named after splits, file names with a
/// split's name in them, everything as 'train'. Source: datasets 4, data_files.py, _get_data_files_patterns.
/// </remarks>
internal static class DefaultPatterns
{
    private const string Separators = "[-._ 0-9]";
    private const string Digits = "[0-9][0-9][0-9][0-9][0-9]";
    private const string Shards = $"-{Digits}-of-{Digits}*.*";

    /// <summary>Splits and the words that stand for them, in the order of the splits.</summary>
    private static readonly (string Split, string[] Words)[] Keywords =
    [
        ("train", ["train", "training"]),
        ("validation", ["validation", "valid", "dev", "val"]),
        ("test", ["test", "testing", "eval", "evaluation"]),
    ];

    private static readonly string[] InFolders =
    [
        "**/{0}/**", $"**/{{0}}{Separators}*/**", $"**/*{Separators}{{0}}/**", $"**/*{Separators}{{0}}{Separators}*/**",
    ];

    private static readonly string[] InNames = [$"**/{{0}}{Separators}*", $"**/*{Separators}{{0}}{Separators}*"];

    /// <summary>The splits with the paths that belong to them; none when there is no data.</summary>
    /// <param name="paths">Relative to the folder that is looked at.</param>
    public static IReadOnlyList<DatasetSplit> Find(IReadOnlyList<string> paths)
    {
        var sharded = FilePattern.Match("data/*" + Shards, paths);
        if (sharded.Count > 0)
        {
            var splits = sharded.GroupBy(SplitOfShard).Select(group => Of(group.Key, [.. group]));
            return
            [
                .. splits.Where(split => split.Files.Count > 0)
                    .OrderBy(Rank).ThenBy(split => split.Name, StringComparer.Ordinal),
            ];
        }

        var found = ByKeyword(InFolders, paths);
        found = found.Count > 0 ? found : ByKeyword(InNames, paths);
        if (found.Count == 0)
        {
            found = [Of("train", FilePattern.Match("**", paths))];
        }

        return [.. found.Where(split => split.Files.Count > 0)];
    }

    private static List<DatasetSplit> ByKeyword(string[] patterns, IReadOnlyList<string> paths)
    {
        var splits = new List<DatasetSplit>();
        foreach (var (split, words) in Keywords)
        {
            string[] files =
            [
                .. words.SelectMany(word => patterns.SelectMany(pattern => FilePattern.Match(
                    pattern.Replace("{0}", word, StringComparison.Ordinal), paths))).Distinct(),
            ];
            if (files.Length > 0)
            {
                splits.Add(Of(split, files));
            }
        }

        return splits;
    }

    /// <summary>Keeps the files of the format that most have; of equally many Parquet, then JSON, then CSV.</summary>
    private static DatasetSplit Of(string name, IReadOnlyList<string> files)
    {
        var format = files.Select(TableFormats.Of).OfType<TableFormat>().GroupBy(known => known)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key;
        return new DatasetSplit(name, [.. files.Where(file => format is not null && TableFormats.Of(file) == format)]);
    }

    private static string SplitOfShard(string path)
    {
        var name = path["data/".Length..];
        return name[..name.IndexOf("-of-", StringComparison.Ordinal)][..^6];
    }

    private static int Rank(DatasetSplit split)
    {
        var known = Array.FindIndex(Keywords, keyword => keyword.Split == split.Name);
        return known < 0 ? Keywords.Length : known;
    }
}
