using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Egtlm.Eval.Encoders;

/// <summary>
/// Asks another encoder once for each list of texts of a task and keeps the vectors in a temporary file until the next
/// task, so that several dimensions are scored from one forward pass in the memory of one.
/// </summary>
public sealed class OnePassEncoder(IEncoder inner) : IEncoder, IDisposable
{
    private const int BlockBytes = 64 << 20;

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private FileStream? _file;
    private string? _task;

    public ModelIdentity Identity => inner.Identity;

    public int Dimension => inner.Dimension;

    public SimilarityFunction Similarity => inner.Similarity;

    /// <exception cref="EvaluationException">The temporary folder is full or cannot be written.</exception>
    public EncodedTexts Encode(
        IReadOnlyList<string> texts,
        EncodeRequest request,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(request);
        if (request.IsFresh)
        {
            return inner.Encode(texts, request, progress, cancellation);
        }

        if (_task != request.Task.Name)
        {
            Dispose();
            _task = request.Task.Name;
        }

        var key = KeyOf(texts, request.PromptType);
        try
        {
            if (_kept.TryGetValue(key, out var kept))
            {
                progress?.Report(new EncodeProgress(texts.Count, texts.Count));
                return kept.Answer with { Embeddings = Read(kept.Offset, texts.Count) };
            }

            var encoded = inner.Encode(texts, request, progress, cancellation);
            var offset = Append(encoded.Embeddings);
            _kept[key] = new Kept(offset, encoded with { Embeddings = new Matrix<float>([], 0, Dimension) });
            return encoded;
        }
        catch (IOException error)
        {
            throw new EvaluationException(
                $"vectors cannot be kept in '{Path.GetTempPath()}': {error.Message}",
                "free space there, set TMPDIR to another folder, or give one dimension at a time",
                error);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        _kept.Clear();
    }

    private static string KeyOf(IReadOnlyList<string> texts, PromptType promptType)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)promptType]);
        foreach (var text in texts)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private long Append(Matrix<float> vectors)
    {
        _file ??= new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        });
        var offset = _file.Length;
        _file.Position = offset;
        foreach (var (start, length) in Blocks(vectors.Values.Length))
        {
            _file.Write(MemoryMarshal.AsBytes(vectors.Values.AsSpan(start, length)));
        }

        return offset;
    }

    private Matrix<float> Read(long offset, int rows)
    {
        var values = new float[checked(rows * Dimension)];
        _file!.Position = offset; // not null: a kept answer was written to it
        foreach (var (start, length) in Blocks(values.Length))
        {
            _file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, length)));
        }

        return new Matrix<float>(values, rows, Dimension);
    }

    private static IEnumerable<(int Start, int Length)> Blocks(int count)
    {
        const int Step = BlockBytes / sizeof(float);
        for (var start = 0; start < count; start += Step)
        {
            yield return (start, Math.Min(Step, count - start));
        }
    }

    private sealed record Kept(long Offset, EncodedTexts Answer);
}
