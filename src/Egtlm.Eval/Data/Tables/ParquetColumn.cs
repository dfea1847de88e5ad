using Parquet;
using Parquet.Schema;

namespace Egtlm.Eval.Data.Tables;

/// <summary>Reads one column of one row group.</summary>
internal static class ParquetColumn
{
    /// <summary>A plain column or a list of plain values; anything deeper is not read.</summary>
    public static async Task<Column> ReadAsync(
        ParquetRowGroupReader group, Field field, CancellationToken cancellation) => field switch
        {
            DataField { IsArray: true } repeated =>
                await ReadListAsync(group, repeated, 0, cancellation).ConfigureAwait(false),
            DataField leaf => await ReadLeafAsync(group, leaf, cancellation).ConfigureAwait(false),
            ListField { Item: DataField item } list =>
                await ReadListAsync(group, item, list.IsNullable ? 1 : 0, cancellation).ConfigureAwait(false),
            ListField => new OtherColumn("list of lists or of structs"),
            _ => new OtherColumn(field.SchemaType.ToString().ToLowerInvariant()),
        };

    private static async Task<Column> ReadLeafAsync(
        ParquetRowGroupReader group, DataField field, CancellationToken cancellation)
    {
        var levels = Levels(group, field.MaxDefinitionLevel, field);
        return await ReadValuesAsync(group, field, (levels, null), () => Positions(levels, field), cancellation)
            .ConfigureAwait(false);
    }

    /// <param name="empty">The definition level of a list without items; a null list is below.</param>
    private static async Task<Column> ReadListAsync(
        ParquetRowGroupReader group, DataField item, int empty, CancellationToken cancellation)
    {
        var definitions = Levels(group, item.MaxDefinitionLevel, item)!; // not null: a list has levels
        var repetitions = Levels(group, item.MaxRepetitionLevel, item)!;
        var starts = new int[checked((int)group.RowCount) + 1];
        var present = new int[group.RowCount];
        var items = await ReadValuesAsync(group, item, (definitions, repetitions), Cut, cancellation)
            .ConfigureAwait(false);
        return items is OtherColumn ? items : new ListColumn(items, starts, present);

        int[] Cut()
        {
            var positions = new List<int>(definitions.Length);
            var (row, value) = (-1, 0);
            for (var i = 0; i < definitions.Length; i++)
            {
                if (repetitions[i] == 0)
                {
                    starts[++row] = positions.Count;
                    present[row] = definitions[i] < empty ? -1 : 0;
                }

                if (definitions[i] > empty)
                {
                    positions.Add(definitions[i] == item.MaxDefinitionLevel ? value++ : -1);
                }
            }

            starts[^1] = positions.Count;
            return row == starts.Length - 2
                ? [.. positions]
                : throw new InvalidDataException(FormattableString.Invariant(
                    $"column '{item.Path}' has {row + 1} rows, the row group has {starts.Length - 1}"));
        }
    }

    /// <summary>Reads values and levels; <paramref name="positions"/> is asked for after that.</summary>
    private static async Task<Column> ReadValuesAsync(
        ParquetRowGroupReader group,
        DataField field,
        (int[]? Definitions, int[]? Repetitions) levels,
        Func<int[]?> positions,
        CancellationToken cancellation)
    {
        var type = field.ClrType;
        return type == typeof(ReadOnlyMemory<byte>)
            ? await OfAsync<ReadOnlyMemory<byte>>((v, p) => new TextColumn(v, p))
            : type == typeof(long) ? await OfAsync<long>((v, p) => new IntegerColumn(v, p))
            : type == typeof(int) ? await OfAsync<int>((v, p) => Integers(v, p, x => x))
            : type == typeof(short) ? await OfAsync<short>((v, p) => Integers(v, p, x => x))
            : type == typeof(sbyte) ? await OfAsync<sbyte>((v, p) => Integers(v, p, x => x))
            : type == typeof(byte) ? await OfAsync<byte>((v, p) => Integers(v, p, x => x))
            : type == typeof(ushort) ? await OfAsync<ushort>((v, p) => Integers(v, p, x => x))
            : type == typeof(uint) ? await OfAsync<uint>((v, p) => Integers(v, p, x => x))
            : type == typeof(double) ? await OfAsync<double>((v, p) => new RealColumn(v, p))
            : type == typeof(float) ? await OfAsync<float>((v, p) => new RealColumn([.. v.Select(x => (double)x)], p))
            : type == typeof(bool) ? await OfAsync<bool>((v, p) => new BooleanColumn(v, p))
            : new OtherColumn(type.Name);

        async Task<Column> OfAsync<T>(Func<T[], int[]?, Column> make)
            where T : struct
        {
            var values = new T[Count(group, field)];
            await group.ReadRawAsync<T>(
                field, values, Optional(levels.Definitions), Optional(levels.Repetitions), cancellation)
                .ConfigureAwait(false);
            return make(values, positions());
        }
    }

    // Without the cast a null array would become an empty memory, not none.
    private static Memory<int>? Optional(int[]? levels) => levels is null ? (Memory<int>?)null : levels.AsMemory();

    private static IntegerColumn Integers<T>(T[] values, int[]? positions, Func<T, long> widen) =>
        new([.. values.Select(widen)], positions);

    private static int[]? Positions(int[]? definitions, DataField field)
    {
        if (definitions is null || !definitions.AsSpan().ContainsAnyExcept(field.MaxDefinitionLevel))
        {
            return null;
        }

        var positions = new int[definitions.Length];
        var value = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = definitions[i] == field.MaxDefinitionLevel ? value++ : -1;
        }

        return positions;
    }

    private static int[]? Levels(ParquetRowGroupReader group, int most, DataField field) =>
        most > 0 ? new int[Count(group, field)] : null;

    private static int Count(ParquetRowGroupReader group, DataField field) => checked((int)(
        group.GetMetadata(field)?.MetaData?.NumValues
        ?? throw new InvalidDataException($"a row group has no column '{field.Path}'")));
}
