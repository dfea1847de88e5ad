using Egtlm.Eval.Results;
using Parquet;
using Parquet.Schema;

namespace Egtlm.Eval.Data;

/// <summary>Columns <c>id</c>, <c>text</c> and <c>embedding</c> (list of float32), one row group per piece.</summary>
internal sealed class ParquetVectorFile : IVectorFile
{
    private static readonly DataField<string> Id = new("id", nullable: false);
    private static readonly DataField<string> Text = new("text", nullable: false);
    private static readonly DataField<float> Element = new("element", nullable: false);
    private static readonly ParquetSchema Schema = new(Id, Text, new ListField("embedding", Element));

    private readonly UnfinishedFile _file;
    private readonly string _path;
    private readonly int _dimension;
    private ParquetWriter? _writer;

    public ParquetVectorFile(string path, int dimension)
    {
        _path = path;
        _dimension = dimension;
        _file = new UnfinishedFile(path);
    }

    public async Task AddAsync(IReadOnlyList<TextItem> items, Matrix<float> vectors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Columns, _dimension);
        var (definitions, repetitions) = Levels(vectors.Rows);
        try
        {
            var writer = await WriterAsync().ConfigureAwait(false);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(Id, [.. items.Select(item => item.Id)]).ConfigureAwait(false);
            await group.WriteAsync(Text, [.. items.Select(item => item.Text)]).ConfigureAwait(false);
            await group.WriteAllPartsAsync<float>(Element, vectors.Values, definitions, repetitions, cancellation)
                .ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw UnfinishedFile.Failure(_path, error);
        }
    }

    public async Task CompleteAsync()
    {
        await (await WriterAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        _writer = null;
        _file.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _file.Dispose();
    }

    private async Task<ParquetWriter> WriterAsync() =>
        _writer ??= await ParquetWriter.CreateAsync(Schema, _file.Stream).ConfigureAwait(false);

    /// <summary>Every value is there; a row begins where the repetition level is 0.</summary>
    private (int[] Definitions, int[] Repetitions) Levels(int rows)
    {
        var definitions = new int[rows * _dimension];
        var repetitions = new int[rows * _dimension];
        Array.Fill(definitions, Element.MaxDefinitionLevel);
        Array.Fill(repetitions, Element.MaxRepetitionLevel);
        for (var row = 0; row < rows; row++)
        {
            repetitions[row * _dimension] = 0;
        }

        return (definitions, repetitions);
    }
}
