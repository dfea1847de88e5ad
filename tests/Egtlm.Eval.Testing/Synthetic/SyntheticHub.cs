using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Testing.Synthetic;

using Splits = Dictionary<string, SyntheticTable>;

/// <summary>A mirror of the hub with made-up data for whole benchmarks, in the layouts that real ones have.</summary>
public static class SyntheticHub
{
    /// <summary>Writes a repository per data set and revision under <paramref name="mirror"/>.</summary>
    /// <param name="sizeOf">How large a part of a task is; see <see cref="SyntheticSize"/>.</param>
    public static async Task WriteAsync(
        string mirror,
        IEnumerable<TaskDefinition> tasks,
        Func<TaskDefinition, string, string, SyntheticSize> sizeOf,
        CancellationToken cancellation)
    {
        foreach (var sharing in tasks.GroupBy(task => task.Dataset with { SubsetColumn = null }))
        {
            var configurations = new Dictionary<string, Splits>();
            foreach (var (configuration, splits) in sharing.SelectMany(task => SyntheticTask.TablesOf(task, sizeOf)))
            {
                foreach (var (split, table) in splits)
                {
                    SyntheticTask.Put(configurations, configuration, split, table);
                }
            }

            var repository = new SyntheticRepository(sharing.Key.Path, sharing.Key.Revision, configurations.ToDictionary(
                item => item.Key, item => (IReadOnlyDictionary<string, SyntheticTable>)item.Value));
            await RepositoryWriter.WriteAsync(mirror, repository, LayoutOf(repository), cancellation);
        }
    }

    /// <summary>Every layout occurs; lists need one that can hold them.</summary>
    private static RepositoryLayout LayoutOf(SyntheticRepository repository)
    {
        var isFlat = repository.Configurations.Values.SelectMany(splits => splits.Values)
            .All(table => table.Columns.All(column => !column.IsList));
        RepositoryLayout[] layouts = isFlat
            ? Enum.GetValues<RepositoryLayout>()
            : [RepositoryLayout.Parquet, RepositoryLayout.JsonLinesGz, RepositoryLayout.JsonLines];
        return layouts[repository.Path.Sum(letter => letter) % layouts.Length];
    }
}
