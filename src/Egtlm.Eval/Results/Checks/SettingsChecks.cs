using System.Text;

namespace Egtlm.Eval.Results.Checks;

/// <summary>New results say with which mteb and settings they were made.</summary>
/// <remarks>Source: embeddings-benchmark/results, tests/run_settings_check.py.</remarks>
internal static class SettingsChecks
{
    private static readonly PackageVersion s_lowest = new(new Version(2, 0, 0), IsBeforeRelease: false);

    public static IEnumerable<ResultFinding> Check(string file, TaskResult result)
    {
        var version = PackageVersion.Lowest(result.MtebVersion);
        if (version is null || version < s_lowest)
        {
            yield return new ResultFinding(
                file, $"'mteb_version' is {Quoted(result.MtebVersion)}, expected {s_lowest.Release} or newer");
        }

        var path = Path.Combine(Path.GetDirectoryName(file) ?? "", ResultFolder.Settings);
        if (!File.Exists(path))
        {
            yield return new ResultFinding(file, $"there is no {ResultFolder.Settings} beside it");
            yield break;
        }

        var covered = Read(path, out _);
        string[] missing =
        [
            .. result.Splits.SelectMany(split => split.Subsets.Select(subset => (split.Name, subset.Subset)))
                .Where(part => !covered.Contains((result.TaskName, part.Name, part.Subset)))
                .Select(part => $"{part.Name}/{part.Subset}"),
        ];
        if (missing.Length > 0)
        {
            yield return new ResultFinding(
                file, $"{ResultFolder.Settings} does not name {string.Join(", ", missing.Take(5))}"
                + (missing.Length > 5 ? $" and {missing.Length - 5} more" : ""));
        }
    }

    /// <summary>Lines that are not JSON objects; the repository stops at them.</summary>
    public static IEnumerable<ResultFinding> CheckFile(CheckedFolder folder)
    {
        var path = Path.Combine(folder.Path, ResultFolder.Settings);
        if (File.Exists(path))
        {
            _ = Read(path, out var broken);
            foreach (var (line, reason) in broken)
            {
                yield return new ResultFinding($"{path}({line})", reason);
            }
        }
    }

    private static HashSet<(string? Task, string Split, string Subset)> Read(
        string path, out List<(int Line, string Reason)> broken)
    {
        broken = [];
        var covered = new HashSet<(string? Task, string Split, string Subset)>();
        var lines = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                if (!string.IsNullOrWhiteSpace(lines[i]))
                {
                    covered.UnionWith(MtebJsonReader.Read(lines[i]) is ScoreValue.Map map
                        ? RunSettings.Scopes(map.Items)
                        : throw new FormatException("expected an object"));
                }
            }
            catch (FormatException error)
            {
                broken.Add((i + 1, error.Message));
            }
        }

        return covered;
    }

    private static string Quoted(string? text) => text is null ? "missing" : $"'{text}'";
}
