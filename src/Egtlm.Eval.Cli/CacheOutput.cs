using System.Globalization;
using Egtlm.Eval.Caching;

namespace Egtlm.Eval.Cli;

/// <summary>What is told of the vector cache: by <c>cache ls</c>, <c>cache prune</c> and at the end of a run.</summary>
internal static class CacheOutput
{
    // A run that met more damage than this has a bad disk, and the first names say which.
    private const int MostFilesNamed = 3;

    /// <param name="use">Null for a run without a cache.</param>
    public static void WriteUse(VectorCacheUse? use, Shell shell)
    {
        if (use is null || use.Asked == 0)
        {
            return;
        }

        shell.Info(Text($"cache: {use.Found:N0} of {use.Asked:N0} texts were there already ({use.Folder})"));
        if (use.Damaged > 0)
        {
            var files = string.Join(", ", use.DamagedFiles.Take(MostFilesNamed).Select(file => $"'{file}'"));
            var more = use.DamagedFiles.Count > MostFilesNamed
                ? Text($" and {use.DamagedFiles.Count - MostFilesNamed} more files")
                : "";
            shell.Warn(Text($"{use.Damaged:N0} kept vectors were damaged and were computed again: {files}{more}"));
        }
    }

    public static void WriteListing(CacheListing cache, bool asJson, Shell shell)
    {
        var limit = cache.DefaultLimitBytes();
        if (asJson)
        {
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = true,
                cache.Folder,
                cache.Bytes,
                LimitBytes = limit,
                Spaces = cache.Spaces.Select(Document),
                cache.Ignored,
            }));
            return;
        }

        string[] headers =
            ["model", "revision", "profile", "dtype", "device", "dimension>", "texts>", "size>", "last used"];
        string[][] rows = [.. cache.Spaces.Select(Row)];
        foreach (var line in rows.Length == 0 ? [] : TextTable.Lines(headers, rows))
        {
            shell.Result(line);
        }

        foreach (var problem in cache.Ignored)
        {
            shell.Warn($"ignored: {problem}");
        }

        shell.Info($"{ByteSize.Format(cache.Bytes)} of {ByteSize.Format(limit)} in {cache.Folder}");
    }

    public static void WritePruned(string folder, PruneResult result, bool isDryRun, bool asJson, Shell shell)
    {
        if (asJson)
        {
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = true,
                Folder = folder,
                IsDryRun = isDryRun,
                result.Segments,
                Texts = result.Entries,
                result.Bytes,
                result.BytesInUse,
                result.BytesLeft,
            }));
            return;
        }

        var what = isDryRun ? "would go" : "thrown away";
        shell.Result(Text($"{result.Entries:N0} texts, {ByteSize.Format(result.Bytes)} {what}; ")
            + Text($"{ByteSize.Format(result.BytesLeft)} left in {folder}"));
        if (result.BytesInUse > 0)
        {
            shell.Warn($"{ByteSize.Format(result.BytesInUse)} stay: another process is using them");
        }
    }

    private static object Document(CachedSpace space) => new
    {
        space.Id,
        space.File.Model,
        space.File.Revision,
        space.File.Profile,
        Dtype = space.File.Facts.GetValueOrDefault("dtype"),
        Device = space.File.Facts.GetValueOrDefault("device"),
        space.File.Dimension,
        Texts = space.Entries,
        space.Bytes,
        space.File.Created,
        space.LastUsed,
    };

    private static string[] Row(CachedSpace space) =>
    [
        space.File.Model,
        space.File.Revision,
        space.File.Profile,
        space.File.Facts.GetValueOrDefault("dtype") ?? "",
        space.File.Facts.GetValueOrDefault("device") ?? "",
        Text($"{space.File.Dimension}"),
        Text($"{space.Entries:N0}"),
        ByteSize.Format(space.Bytes),
        Text($"{space.LastUsed.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
