using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Egtlm.Eval.Learning;

/// <summary>The matrix products of logistic regression.</summary>
/// <remarks>
/// Every sum runs over the inner dimension in order with fused multiply-adds, as BLAS kernels do, so a result depends
/// neither on the vector width nor on the number of threads.
/// </remarks>
internal static class LogisticRegressionProducts
{
    /// <summary>Rows of the left matrix that one pass handles: with two vectors a row, all of it stays in registers.</summary>
    private const int BlockRows = 4;

    /// <summary>Multiply-adds below which a second thread costs more than it saves.</summary>
    private const long ParallelWork = 1 << 19;

    /// <summary>The number of columns after padding <paramref name="columns"/> to whole vectors.</summary>
    public static int Padded<T>(int columns) => (columns + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;

    /// <summary><c>left · right</c>, or <c>leftᵀ · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c>, or <c>[inner, rows]</c> when <paramref name="isLeftTransposed"/>.</param>
    /// <param name="right"><c>[inner, columns]</c>, its columns padded to whole vectors.</param>
    /// <param name="result"><c>[rows, columns]</c>, overwritten.</param>
    public static void Multiply<T>(Matrix<T> left, bool isLeftTransposed, Matrix<T> right, Matrix<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var blocks = (result.Rows + BlockRows - 1) / BlockRows;
        if ((long)result.Rows * right.Rows * right.Columns < ParallelWork)
        {
            MultiplyRows(left, isLeftTransposed, right, result, 0, result.Rows);
            return;
        }

        var chunks = Math.Min(blocks, Environment.ProcessorCount * 2);
        Parallel.For(0, chunks, chunk => MultiplyRows(
            left,
            isLeftTransposed,
            right,
            result,
            (int)((long)blocks * chunk / chunks) * BlockRows,
            Math.Min((int)((long)blocks * (chunk + 1) / chunks) * BlockRows, result.Rows)));
    }

    /// <summary>The squared norm of <paramref name="values"/>.</summary>
    /// <remarks>
    /// Summed in the order of OpenBLAS's dot product with 512-bit vectors, on any machine: a float32 fit takes another path
    /// when its last bit differs.
    /// </remarks>
    public static T SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[64];
        lanes.Clear();
        var i = 0;
        for (; i + 64 <= values.Length; i += 64)
        {
            TensorPrimitives.FusedMultiplyAdd(values.Slice(i, 64), values.Slice(i, 64), lanes, lanes);
        }

        // Four vectors of sixteen lanes become four of eight.
        Span<T> sums = stackalloc T[32];
        for (var lane = 0; lane < 32; lane++)
        {
            var first = (lane / 8 * 16) + (lane % 8);
            sums[lane] = lanes[first] + lanes[first + 8];
        }

        if (i + 32 <= values.Length)
        {
            TensorPrimitives.FusedMultiplyAdd(values.Slice(i, 32), values.Slice(i, 32), sums, sums);
            i += 32;
        }

        for (var lane = 0; lane < 8; lane++)
        {
            sums[lane] = sums[lane] + sums[lane + 8] + sums[lane + 16] + sums[lane + 24];
        }

        var rest = 0.0;
        for (; i < values.Length; i++)
        {
            rest += double.CreateTruncating(values[i] * values[i]);
        }

        var total = (sums[0] + sums[4] + (sums[1] + sums[5])) + (sums[2] + sums[6] + (sums[3] + sums[7]));
        return T.CreateTruncating(rest + double.CreateTruncating(total));
    }

    private static void MultiplyRows<T>(
        Matrix<T> left, bool isLeftTransposed, Matrix<T> right, Matrix<T> result, int begin, int end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = isLeftTransposed ? 1 : left.Columns;
        nint innerStride = isLeftTransposed ? left.Columns : 1;
        for (var row = begin; row < end; row += BlockRows)
        {
            // The last block repeats its last row instead of reading past the matrix.
            var block = new Block<T>(
                ref MemoryMarshal.GetArrayDataReference(left.Values),
                rowStride * row,
                rowStride * Math.Min(row + 1, end - 1),
                rowStride * Math.Min(row + 2, end - 1),
                rowStride * Math.Min(row + 3, end - 1),
                innerStride);
            var column = 0;
            for (; column <= right.Columns - (2 * Vector<T>.Count); column += 2 * Vector<T>.Count)
            {
                MultiplyTwoVectors(block, right, result, row, Math.Min(BlockRows, end - row), column);
            }

            if (column < right.Columns)
            {
                MultiplyOneVector(block, right, result, row, Math.Min(BlockRows, end - row), column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTwoVectors<T>(
        Block<T> left, Matrix<T> right, Matrix<T> result, int row, int rows, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector<T> c0 = default, c1 = default, d0 = default, d1 = default;
        ref var x = ref left.Start;
        ref var y = ref right.Values[column];
        for (var k = 0; k < right.Rows; k++)
        {
            var y0 = Unsafe.As<T, Vector<T>>(ref y);
            var y1 = Unsafe.As<T, Vector<T>>(ref Unsafe.Add(ref y, Vector<T>.Count));
            var x0 = new Vector<T>(Unsafe.Add(ref x, left.Row0));
            a0 = Fuse(x0, y0, a0);
            a1 = Fuse(x0, y1, a1);
            var x1 = new Vector<T>(Unsafe.Add(ref x, left.Row1));
            b0 = Fuse(x1, y0, b0);
            b1 = Fuse(x1, y1, b1);
            var x2 = new Vector<T>(Unsafe.Add(ref x, left.Row2));
            c0 = Fuse(x2, y0, c0);
            c1 = Fuse(x2, y1, c1);
            var x3 = new Vector<T>(Unsafe.Add(ref x, left.Row3));
            d0 = Fuse(x3, y0, d0);
            d1 = Fuse(x3, y1, d1);
            x = ref Unsafe.Add(ref x, left.InnerStride);
            y = ref Unsafe.Add(ref y, right.Columns);
        }

        Store(result, row, rows, column, a0, b0, c0, d0);
        Store(result, row, rows, column + Vector<T>.Count, a1, b1, c1, d1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOneVector<T>(
        Block<T> left, Matrix<T> right, Matrix<T> result, int row, int rows, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> a = default, b = default, c = default, d = default;
        ref var x = ref left.Start;
        ref var y = ref right.Values[column];
        for (var k = 0; k < right.Rows; k++)
        {
            var y0 = Unsafe.As<T, Vector<T>>(ref y);
            a = Fuse(new Vector<T>(Unsafe.Add(ref x, left.Row0)), y0, a);
            b = Fuse(new Vector<T>(Unsafe.Add(ref x, left.Row1)), y0, b);
            c = Fuse(new Vector<T>(Unsafe.Add(ref x, left.Row2)), y0, c);
            d = Fuse(new Vector<T>(Unsafe.Add(ref x, left.Row3)), y0, d);
            x = ref Unsafe.Add(ref x, left.InnerStride);
            y = ref Unsafe.Add(ref y, right.Columns);
        }

        Store(result, row, rows, column, a, b, c, d);
    }

    private static void Store<T>(
        Matrix<T> result, int row, int rows, int column, Vector<T> a, Vector<T> b, Vector<T> c, Vector<T> d)
    {
        ReadOnlySpan<Vector<T>> values = [a, b, c, d];
        for (var i = 0; i < rows; i++)
        {
            values[i].CopyTo(result.Row(row + i)[column..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Fuse<T>(Vector<T> x, Vector<T> y, Vector<T> sum) => typeof(T) == typeof(float)
        ? Vector.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : Vector.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>();

    /// <summary>Four rows of the left matrix: where they begin and how far apart their elements lie.</summary>
    private readonly ref struct Block<T>(ref T start, nint row0, nint row1, nint row2, nint row3, nint innerStride)
    {
        public readonly ref T Start = ref start;
        public readonly nint Row0 = row0;
        public readonly nint Row1 = row1;
        public readonly nint Row2 = row2;
        public readonly nint Row3 = row3;
        public readonly nint InnerStride = innerStride;
    }
}
