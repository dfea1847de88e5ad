using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Testing.Synthetic;

/// <summary>How the files of a repository on the hub are named and described.</summary>
public enum RepositoryLayout
{
    /// <summary>Parquet shards in a folder per configuration, named in README.md: what <c>push_to_hub</c>
    /// writes.</summary>
    Parquet,

    /// <summary>Gzipped JSON lines, without a README.md where there is one configuration.</summary>
    JsonLinesGz,

    /// <summary>JSON lines; a configuration of one split is a file, named in README.md.</summary>
    JsonLines,

    /// <summary>Comma-separated values with a header, without a README.md where there is one configuration.</summary>
    Csv,
}

/// <summary>A data set of made-up tables: configuration → split → rows.</summary>
public sealed record SyntheticRepository(
    string Path, string Revision, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SyntheticTable>> Configurations);

/// <summary>Writes a repository as a <c>file://</c> mirror of the hub holds it.</summary>
public static class RepositoryWriter
{
    /// <summary>A shard of Parquet has at most these rows, so that small sets have several too.</summary>
    private const int RowsPerShard = 20_000;

    public static async Task WriteAsync(
        string mirror, SyntheticRepository repository, RepositoryLayout layout, CancellationToken cancellation)
    {
        var folder = Path.Combine(mirror, "datasets", repository.Path, repository.Revision);
        var readme = new StringBuilder("---\nlanguage:\n- en\nconfigs:\n");
        foreach (var (configuration, splits) in repository.Configurations)
        {
            readme.Append(CultureInfo.InvariantCulture, $"- config_name: {configuration}\n");
            readme.Append(configuration == "default" ? "  default: true\n  data_files:\n" : "  data_files:\n");
            foreach (var (split, table) in splits)
            {
                var (stem, pattern) = Names(layout, configuration, split, splits.Count);
                readme.Append(CultureInfo.InvariantCulture, $"  - split: {split}\n    path: {pattern}\n");
                await WriteAsync(folder, stem, layout, table, cancellation);
            }
        }

        var isPlain = repository.Configurations.Keys.SequenceEqual(["default"])
            && layout is RepositoryLayout.JsonLinesGz or RepositoryLayout.Csv;
        if (!isPlain)
        {
            readme.Append("---\n# Made-up data\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), readme.ToString(), cancellation);
        }
    }

    private static (string Stem, string Pattern) Names(
        RepositoryLayout layout, string configuration, string split, int splits)
    {
        var prefix = configuration == "default" ? "" : $"{configuration}/";
        return layout switch
        {
            RepositoryLayout.Parquet when prefix.Length == 0 => ($"data/{split}", $"data/{split}-*"),
            RepositoryLayout.Parquet => ($"{prefix}{split}", $"{prefix}{split}-*"),
            RepositoryLayout.JsonLines when splits == 1 && prefix.Length > 0 => (configuration, $"{configuration}.jsonl"),
            RepositoryLayout.JsonLines => ($"{prefix}{split}", $"{prefix}{split}.jsonl"),
            RepositoryLayout.JsonLinesGz => ($"{prefix}{split}", $"{prefix}{split}.jsonl.gz"),
            RepositoryLayout.Csv => ($"{prefix}{split}", $"{prefix}{split}.csv"),
        };
    }

    private static async Task WriteAsync(
        string folder, string stem, RepositoryLayout layout, SyntheticTable table, CancellationToken cancellation)
    {
        if (layout != RepositoryLayout.Parquet)
        {
            var ending = layout switch
            {
                RepositoryLayout.JsonLines => ".jsonl",
                RepositoryLayout.JsonLinesGz => ".jsonl.gz",
                _ => ".csv",
            };
            await TableFile.WriteAsync(Path.Combine(folder, stem + ending), table, cancellation);
            return;
        }

        var shards = Math.Max(Math.Min(table.Rows, 2), (table.Rows + RowsPerShard - 1) / RowsPerShard);
        for (var shard = 0; shard < shards; shard++)
        {
            var (start, end) = (
                (int)((long)table.Rows * shard / shards), (int)((long)table.Rows * (shard + 1) / shards));
            var name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{shard:D5}-of-{shards:D5}.parquet");
            await TableFile.WriteAsync(Path.Combine(folder, name), table.Slice(start, end - start), cancellation);
        }
    }
}
