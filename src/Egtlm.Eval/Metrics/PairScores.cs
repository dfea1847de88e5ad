using System.Numerics;
using System.Numerics.Tensors;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Metrics;

/// <summary>
/// Similarities and distances of row i of one matrix to row i of another, in the precision of the rows.
/// </summary>
/// <remarks>
/// Rounding decides the order of near-ties, so the formulas and the order of the sums are those of scikit-learn
/// (<c>paired_*_distances</c>) and of mteb's torch functions. float16 rows widen to double for the former.
/// </remarks>
public static class PairScores
{
    private delegate double RowScore<T>(Span<T> x, Span<T> y);

    /// <summary>1 − ½‖x̂ − ŷ‖² of normalised rows; a zero row stays zero.</summary>
    public static double[] Cosine<T>(Matrix<T> a, Matrix<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ByRow(a, b, static (x, y) =>
        {
            TensorPrimitives.Divide(x, Scale<T>(x), x);
            TensorPrimitives.Divide(y, Scale<T>(y), y);
            TensorPrimitives.Subtract<T>(x, y, x);
            return double.CreateChecked(T.One - (T.CreateChecked(0.5) * NumpySums.Products<T>(x, x)));
        });

    /// <summary>Sum of absolute differences.</summary>
    public static double[] Manhattan<T>(Matrix<T> a, Matrix<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ByRow(a, b, static (x, y) =>
        {
            TensorPrimitives.Subtract<T>(x, y, x);
            TensorPrimitives.Abs<T>(x, x);
            return double.CreateChecked(NumpyMath.Sum<T>(x));
        });

    /// <summary>Euclidean distance.</summary>
    public static double[] Euclidean<T>(Matrix<T> a, Matrix<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ByRow(a, b, static (x, y) =>
        {
            TensorPrimitives.Subtract<T>(x, y, x);
            return double.CreateChecked(T.Sqrt(NumpySums.Products<T>(x, x)));
        });

    /// <summary>Inner product.</summary>
    public static double[] Dot(Matrix<float> a, Matrix<float> b) =>
        ByRow(a, b, static (x, y) => BlasSums.Products(x, y));

    /// <summary>Inner product; equal to numpy's within rounding, whose BLAS adds in another order.</summary>
    public static double[] Dot(Matrix<double> a, Matrix<double> b) =>
        ByRow(a, b, static (x, y) => NumpySums.Products<double>(x, y));

    /// <summary>Inner product of float16 rows: summed in float32, rounded to float16 (numpy <c>HALF_dot</c>).</summary>
    public static double[] Dot(Matrix<Half> a, Matrix<Half> b) =>
        ByRow(a, b, static (x, y) =>
        {
            var sum = 0f;
            for (var i = 0; i < x.Length; i++)
            {
                sum += (float)x[i] * (float)y[i];
            }

            return (double)(Half)sum;
        });

    /// <summary>
    /// The model's own similarity, higher is closer. Source: mteb similarity_functions.py (torch, float32).
    /// </summary>
    public static double[] Similarity(Matrix<float> a, Matrix<float> b, SimilarityFunction function) => function switch
    {
        SimilarityFunction.Cosine => ByRow(a, b, static (x, y) =>
        {
            Vectors.Normalise(x);
            Vectors.Normalise(y);
            return TorchDot(x, y);
        }),
        SimilarityFunction.Dot => ByRow<float>(a, b, TorchDot),
        SimilarityFunction.Euclidean => ByRow(a, b, static (x, y) =>
        {
            TensorPrimitives.Subtract<float>(x, y, x);
            return -MathF.Sqrt((float)TorchDot(x, x));
        }),
        SimilarityFunction.Manhattan => ByRow(a, b, static (x, y) =>
        {
            TensorPrimitives.Subtract<float>(x, y, x);
            TensorPrimitives.Abs<float>(x, x);
            return -TorchSums.Sum(x);
        }),
    };

    private static double TorchDot(Span<float> x, Span<float> y)
    {
        TensorPrimitives.Multiply<float>(x, y, x);
        return TorchSums.Sum(x);
    }

    /// <summary>The divisor that makes a row unit length; 1 for rows that are next to zero.</summary>
    /// <remarks>Source: scikit-learn <c>_handle_zeros_in_scale</c>, below ten times the machine epsilon.</remarks>
    private static T Scale<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var norm = T.Sqrt(NumpySums.Products(row, row));
        var epsilon = T.BitIncrement(T.One) - T.One;
        return norm < T.CreateChecked(10) * epsilon ? T.One : norm;
    }

    /// <summary>Gives each pair of rows, copied, to <paramref name="score"/>, which may write into them.</summary>
    private static double[] ByRow<T>(Matrix<T> a, Matrix<T> b, RowScore<T> score)
    {
        if (a.Rows != b.Rows || a.Columns != b.Columns)
        {
            throw new ArgumentException(
                $"[{a.Rows}, {a.Columns}] does not pair with [{b.Rows}, {b.Columns}]", nameof(b));
        }

        var scores = new double[a.Rows];
        Parallel.For(0, scores.Length, () => (X: new T[a.Columns], Y: new T[a.Columns]), (row, _, copies) =>
        {
            a.Row(row).CopyTo(copies.X);
            b.Row(row).CopyTo(copies.Y);
            scores[row] = score(copies.X, copies.Y);
            return copies;
        }, _ => { });
        return scores;
    }
}
