namespace Egtlm.Eval.Data;

/// <summary>A text with the name it goes by in files.</summary>
public sealed record TextItem(string Id, string Text);

/// <summary>A file of embeddings, written in pieces; it appears when it is completed, or not at all.</summary>
public interface IVectorFile : IAsyncDisposable
{
    /// <summary>Adds rows.</summary>
    /// <param name="items">What was embedded.</param>
    /// <param name="vectors">A row per item, <c>[items, dimension]</c>.</param>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    Task AddAsync(IReadOnlyList<TextItem> items, Matrix<float> vectors, CancellationToken cancellation);

    /// <summary>Ends the file and gives it its name.</summary>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    Task CompleteAsync();
}

/// <summary>The kinds of <see cref="IVectorFile"/> by the end of a file's name.</summary>
public static class VectorFiles
{
    private static readonly Dictionary<string, Func<string, int, IVectorFile>> Kinds =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [".npy"] = (path, dimension) => new NpyVectorFile(path, dimension),
            [".parquet"] = (path, dimension) => new ParquetVectorFile(path, dimension),
        };

    /// <summary>Known ends of names.</summary>
    public static IReadOnlyCollection<string> Extensions => Kinds.Keys;

    public static bool IsKnown(string path) => Kinds.ContainsKey(Path.GetExtension(path));

    /// <param name="dimension">Values of a vector.</param>
    /// <exception cref="EvaluationException">The end of the name is unknown, or the folder cannot be written.</exception>
    public static IVectorFile Create(string path, int dimension) =>
        Kinds.TryGetValue(Path.GetExtension(path), out var create)
            ? create(path, dimension)
            : throw new EvaluationException(
                $"'{path}' names no kind of file", $"expected a name that ends in {string.Join(" or ", Extensions)}");
}
