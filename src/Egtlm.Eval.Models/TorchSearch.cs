using System.Runtime.InteropServices;
using Egtlm.Eval.Search;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>Exact search by matrix products in float32 on a device, block by block.</summary>
/// <remarks>
/// Equal scores: the lower row wins. On a GPU only where both are kept: which of several documents equal to a block's
/// last one are kept is the device's choice. The score of a pair may differ in its last bits with the size of the block
/// it falls into.
/// </remarks>
public sealed class TorchSearch : IVectorSearch
{
    // 1024 queries by 8192 documents was the fastest block measured on 2 cores; a GPU needs more work per call.
    private const int QueryBlock = 1024;
    private const int CpuDocumentBlock = 8192;
    private const int GpuDocumentBlock = 65536;

    // Rows of zeros fill blocks up to a multiple: the last columns of an uneven product are summed in another order by
    // MKL, which would give equal documents unequal scores (measured: the last bit, with 7 queries and 8,209
    // documents).
    private const int QueryMultiple = 16;
    private const int DocumentMultiple = 256;

    private readonly Device _device;

    /// <param name="device"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    public TorchSearch(string device = "auto") => _device = TorchDevice.Resolve(device);

    public IReadOnlyList<Hit[]> TopK(
        Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (queries.Columns != documents.Columns)
        {
            throw new ArgumentException(
                $"queries have {queries.Columns} columns, documents {documents.Columns}", nameof(queries));
        }

        var kept = Math.Min(count, documents.Rows);
        var hits = new TopHits[kept == 0 ? 0 : queries.Rows];
        for (var query = 0; query < hits.Length; query++)
        {
            hits[query] = new TopHits(kept);
        }

        using var mode = inference_mode();
        var block = _device.type == TorchSharp.DeviceType.CPU ? CpuDocumentBlock : GpuDocumentBlock;
        for (var first = 0; first < documents.Rows; first += block)
        {
            using var scope = NewDisposeScope();
            var rows = Math.Min(block, documents.Rows - first);
            var transposed = Rows(documents, first, rows, DocumentMultiple).t();
            for (var query = 0; query < hits.Length; query += QueryBlock)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = hits.AsMemory(query, Math.Min(QueryBlock, hits.Length - query));
                using var product = NewDisposeScope();
                var scores = Rows(queries, query, part.Length, QueryMultiple).mm(transposed);
                Collect(scores, part, first, rows);
            }
        }

        return kept == 0 ? [.. Enumerable.Repeat(Array.Empty<Hit>(), queries.Rows)] : Sorted(hits);
    }

    /// <param name="scores"><c>[queries, documents]</c> with rows and columns of padding at the end.</param>
    /// <param name="firstRow">Row of the first document.</param>
    /// <param name="documents">Documents without padding.</param>
    private void Collect(Tensor scores, Memory<TopHits> hits, int firstRow, int documents)
    {
        var width = (int)scores.size(1);
        if (_device.type == TorchSharp.DeviceType.CPU)
        {
            Parallel.For(0, hits.Length, row =>
                hits.Span[row].Add(Floats(scores).Slice(row * width, documents), firstRow));
            return;
        }

        var kept = Math.Min(documents, hits.Span[0].Count);
        var (best, indices) = scores.narrow(1, 0, documents).topk(kept, 1, largest: true, sorted: false);
        var (bestOnHost, order) = (best.cpu(), indices.to(ScalarType.Int32).cpu());
        Parallel.For(0, hits.Length, row =>
        {
            var values = Floats(bestOnHost).Slice(row * kept, kept).ToArray();
            var found = MemoryMarshal.Cast<byte, int>(order.bytes).Slice(row * kept, kept).ToArray();
            Array.Sort(found, values);
            for (var i = 0; i < kept; i++)
            {
                hits.Span[row].Add(values[i], firstRow + found[i]);
            }
        });
    }

    private Tensor Rows(Matrix<float> matrix, int first, int count, int multiple)
    {
        var padded = (count + multiple - 1) / multiple * multiple;
        var rows = zeros([padded, matrix.Columns], ScalarType.Float32);
        matrix.Values.AsSpan(first * matrix.Columns, count * matrix.Columns).CopyTo(Floats(rows));
        return rows.to(_device);
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static Hit[][] Sorted(TopHits[] hits)
    {
        var sorted = new Hit[hits.Length][];
        Parallel.For(0, sorted.Length, query => sorted[query] = hits[query].Sorted());
        return sorted;
    }
}
