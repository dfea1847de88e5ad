namespace Egtlm.Eval.Benchmarks;

internal static class RandomVectors
{
    /// <summary>Rows of length 1 around one centre per class, from a fixed seed.</summary>
    public static Matrix<float> Clustered(int rows, int columns, int classes, int seed)
    {
        var random = new Random(seed);
        var centers = Enumerable.Range(0, classes).Select(_ => Row(columns, random)).ToArray();
        var matrix = new Matrix<float>(new float[rows * columns], rows, columns);
        for (var i = 0; i < rows; i++)
        {
            var center = centers[i % classes];
            var row = matrix.Row(i);
            var noise = Row(columns, random);
            var length = 0f;
            for (var j = 0; j < columns; j++)
            {
                row[j] = center[j] + noise[j];
                length += row[j] * row[j];
            }

            for (var j = 0; j < columns; j++)
            {
                row[j] /= MathF.Sqrt(length);
            }
        }

        return matrix;
    }

    private static float[] Row(int columns, Random random) =>
        [.. Enumerable.Range(0, columns).Select(_ => (float)(random.NextDouble() - 0.5))];
}
