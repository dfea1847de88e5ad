using Parquet;
using Parquet.Schema;

namespace Egtlm.Eval.Testing;

/// <summary>A column of a Parquet file that a test writes.</summary>
/// <param name="Field">Name and type.</param>
/// <param name="WriteAsync">Writes the rows of one row group.</param>
public sealed record ParquetFixtureColumn(
    Field Field, int Rows, Func<ParquetRowGroupWriter, Range, Task> WriteAsync)
{
    /// <summary>Strings; null where one is null.</summary>
    public static ParquetFixtureColumn Of(string name, params string?[] values)
    {
        var field = new DataField<string>(name, nullable: true);
        return new(field, values.Length, (group, rows) => group.WriteAsync(field, values[rows]));
    }

    /// <summary>Numbers or truth values, none of them null.</summary>
    public static ParquetFixtureColumn Of<T>(string name, params T[] values)
        where T : struct
    {
        var field = new DataField<T>(name, nullable: false);
        return new(
            field, values.Length, async (group, rows) => await group.WriteAsync<T>(field, values[rows].AsMemory()));
    }

    /// <summary>Numbers, some of them null.</summary>
    public static ParquetFixtureColumn OfNullable<T>(string name, params T?[] values)
        where T : struct
    {
        var field = new DataField<T>(name, nullable: true);
        return new(
            field, values.Length, async (group, rows) => await group.WriteAsync<T>(field, values[rows].AsMemory()));
    }

    /// <summary>Lists of strings; a list or an item may be null.</summary>
    public static ParquetFixtureColumn Lists(string name, params string?[]?[] values)
    {
        var item = new DataField<string>("element", nullable: true);
        return Lists(name, item, values, text => text is null ? null : (ReadOnlyMemory<char>?)text.AsMemory());
    }

    /// <summary>Lists of numbers; a list may be null.</summary>
    public static ParquetFixtureColumn ListsOf<T>(string name, params T[]?[] values)
        where T : struct
    {
        var item = new DataField<T>("element", nullable: true);
        return Lists(name, item, values, number => (T?)number);
    }

    private static ParquetFixtureColumn Lists<TValue, TRaw>(
        string name, DataField item, TValue[]?[] values, Func<TValue, TRaw?> raw)
        where TRaw : struct
    {
        // Definition levels of an optional list of optional items: 0 no list, 1 no items, 2 a null item, 3 an item.
        return new(new ListField(name, item), values.Length, async (group, rows) =>
        {
            var (found, definitions, repetitions) = (new List<TRaw>(), new List<int>(), new List<int>());
            foreach (var list in values[rows])
            {
                if (list is not { Length: > 0 })
                {
                    definitions.Add(list is null ? 0 : 1);
                    repetitions.Add(0);
                    continue;
                }

                for (var i = 0; i < list.Length; i++)
                {
                    var value = raw(list[i]);
                    definitions.Add(value is null ? 2 : 3);
                    repetitions.Add(i == 0 ? 0 : 1);
                    found.AddRange(value is null ? [] : [value.Value]);
                }
            }

            await group.WriteAllPartsAsync<TRaw>(
                item, found.ToArray(), definitions.ToArray(), repetitions.ToArray(), CancellationToken.None);
        });
    }
}

/// <summary>Writes Parquet files for tests.</summary>
public static class ParquetFixture
{
    /// <summary>Writes columns of equal length, with the folders of the file.</summary>
    /// <param name="options">Compression and encodings; null for the library's.</param>
    public static async Task<string> WriteAsync(
        string path, ParquetFixtureColumn[] columns, int rowsPerGroup = int.MaxValue, ParquetOptions? options = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = File.Create(path);
        var schema = new ParquetSchema([.. columns.Select(column => column.Field)]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, options);
        for (var start = 0; start < columns[0].Rows; start += rowsPerGroup)
        {
            var end = (int)Math.Min(columns[0].Rows, (long)start + rowsPerGroup);
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
            {
                await column.WriteAsync(group, start..end);
            }

            if (end == columns[0].Rows)
            {
                break;
            }
        }

        return path;
    }
}
