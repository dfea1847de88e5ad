using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Egtlm.Eval.Learning;

/// <summary>The matrix products of logistic regression.</summary>
/// <remarks>
/// A float32 fit takes another path when the last bit of a sum differs, so sums keep the order of OpenBLAS, which numpy
/// uses, on a machine with 512-bit vectors: over the inner dimension one by one, with fused multiply-adds, and in parts
/// where it is long. A result depends neither on this machine's vectors nor on its threads.
/// </remarks>
internal static class LogisticRegressionProducts
{
    /// <summary>Rows of the left matrix in one pass: with two vectors a row, sums stay in registers.</summary>
    private const int BlockRows = 4;

    /// <summary>Multiply-adds below which a second thread costs more than it saves.</summary>
    private const long ParallelWork = 1 << 19;

    // OpenBLAS, sgemm_small_kernel_permit_skylakex.c: larger products are blocked.
    private const long LargestUnblocked = 1_000_000;

    // OpenBLAS, param.h (SKYLAKEX): SGEMM_DEFAULT_Q and SGEMM_DEFAULT_UNROLL_M.
    private const int PartLength = 256;
    private const int PartMultiple = 16;

    /// <summary>The number of columns after padding <paramref name="columns"/> to whole vectors.</summary>
    public static int Padded<T>(int columns) => (columns + Vector<T>.Count - 1) / Vector<T>.Count * Vector<T>.Count;

    /// <summary><c>left · right</c>, or <c>leftᵀ · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c>, or <c>[inner, rows]</c> when
    /// <paramref name="isLeftTransposed"/>.</param>
    /// <param name="right"><c>[inner, columns]</c>, its columns padded to whole vectors.</param>
    /// <param name="columns">Columns that are no padding.</param>
    /// <param name="result"><c>[rows, columns]</c>, overwritten.</param>
    public static void Multiply<T>(
        Matrix<T> left, bool isLeftTransposed, Matrix<T> right, int columns, Matrix<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isBlocked = !IsSmall(result.Rows, right.Rows, columns);
        for (int begin = 0, count; begin < right.Rows; begin += count)
        {
            count = isBlocked ? NextPart(right.Rows - begin) : right.Rows;
            MultiplyPart(new Part<T>(left, isLeftTransposed, right, result, begin, begin + count));
        }
    }

    /// <summary>A product that OpenBLAS leaves to its kernels for small matrices.</summary>
    public static bool IsSmall(int rows, int inner, int columns) => (long)rows * inner * columns <= LargestUnblocked;

    // OpenBLAS, driver/level3/level3.c: the last two parts share what is left.
    private static int NextPart(int rest) => rest switch
    {
        >= 2 * PartLength => PartLength,
        > PartLength => ((rest / 2) + PartMultiple - 1) / PartMultiple * PartMultiple,
        _ => rest,
    };

    private static void MultiplyPart<T>(Part<T> part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = part.Result;
        var blocks = (result.Rows + BlockRows - 1) / BlockRows;
        if ((long)result.Rows * (part.End - part.Begin) * result.Columns < ParallelWork)
        {
            MultiplyRows(part, 0, result.Rows);
            return;
        }

        var chunks = Math.Min(blocks, Environment.ProcessorCount * 2);
        Parallel.For(0, chunks, chunk => MultiplyRows(
            part,
            (int)((long)blocks * chunk / chunks) * BlockRows,
            Math.Min((int)((long)blocks * (chunk + 1) / chunks) * BlockRows, result.Rows)));
    }

    private static void MultiplyRows<T>(Part<T> part, int begin, int end)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint rowStride = part.IsLeftTransposed ? 1 : part.Left.Columns;
        nint innerStride = part.IsLeftTransposed ? part.Left.Columns : 1;
        for (var row = begin; row < end; row += BlockRows)
        {
            // The last block repeats its last row instead of reading past the matrix.
            var block = new Block(
                rowStride * row,
                rowStride * Math.Min(row + 1, end - 1),
                rowStride * Math.Min(row + 2, end - 1),
                rowStride * Math.Min(row + 3, end - 1),
                innerStride,
                row,
                Math.Min(BlockRows, end - row));
            var column = 0;
            for (; column <= part.Right.Columns - (2 * Vector<T>.Count); column += 2 * Vector<T>.Count)
            {
                MultiplyTwoVectors(part, block, column);
            }

            if (column < part.Right.Columns)
            {
                MultiplyOneVector(part, block, column);
            }
        }
    }

    // Optimised at the first call: a small task is over before the JIT would come back to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTwoVectors<T>(Part<T> part, Block block, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector<T> c0 = default, c1 = default, d0 = default, d1 = default;
        ref var x = ref MemoryMarshal.GetArrayDataReference(part.Left.Values);
        ref var y = ref part.Right.Values[column];
        nint rightStride = part.Right.Columns;
        for (nint k = part.Begin; k < part.End; k++)
        {
            var y0 = Unsafe.As<T, Vector<T>>(ref Unsafe.Add(ref y, k * rightStride));
            var y1 = Unsafe.As<T, Vector<T>>(ref Unsafe.Add(ref y, (k * rightStride) + Vector<T>.Count));
            var at = k * block.InnerStride;
            var x0 = new Vector<T>(Unsafe.Add(ref x, block.Row0 + at));
            a0 = Fuse(x0, y0, a0);
            a1 = Fuse(x0, y1, a1);
            var x1 = new Vector<T>(Unsafe.Add(ref x, block.Row1 + at));
            b0 = Fuse(x1, y0, b0);
            b1 = Fuse(x1, y1, b1);
            var x2 = new Vector<T>(Unsafe.Add(ref x, block.Row2 + at));
            c0 = Fuse(x2, y0, c0);
            c1 = Fuse(x2, y1, c1);
            var x3 = new Vector<T>(Unsafe.Add(ref x, block.Row3 + at));
            d0 = Fuse(x3, y0, d0);
            d1 = Fuse(x3, y1, d1);
        }

        Store(part, block, column, [a0, b0, c0, d0]);
        Store(part, block, column + Vector<T>.Count, [a1, b1, c1, d1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOneVector<T>(Part<T> part, Block block, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> a = default, b = default, c = default, d = default;
        ref var x = ref MemoryMarshal.GetArrayDataReference(part.Left.Values);
        ref var y = ref part.Right.Values[column];
        nint rightStride = part.Right.Columns;
        for (nint k = part.Begin; k < part.End; k++)
        {
            var y0 = Unsafe.As<T, Vector<T>>(ref Unsafe.Add(ref y, k * rightStride));
            var at = k * block.InnerStride;
            a = Fuse(new Vector<T>(Unsafe.Add(ref x, block.Row0 + at)), y0, a);
            b = Fuse(new Vector<T>(Unsafe.Add(ref x, block.Row1 + at)), y0, b);
            c = Fuse(new Vector<T>(Unsafe.Add(ref x, block.Row2 + at)), y0, c);
            d = Fuse(new Vector<T>(Unsafe.Add(ref x, block.Row3 + at)), y0, d);
        }

        Store(part, block, column, [a, b, c, d]);
    }

    private static void Store<T>(Part<T> part, Block block, int column, ReadOnlySpan<Vector<T>> sums)
    {
        for (var i = 0; i < block.Rows; i++)
        {
            var target = part.Result.Row(block.FirstRow + i)[column..];
            (part.Begin == 0 ? sums[i] : new Vector<T>(target) + sums[i]).CopyTo(target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Fuse<T>(Vector<T> x, Vector<T> y, Vector<T> sum) => typeof(T) == typeof(float)
        ? Vector.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : Vector.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), sum.As<T, double>()).As<double, T>();

    /// <summary>A product over the inner dimension from Begin to End; added to the result unless first.</summary>
    private readonly record struct Part<T>(
        Matrix<T> Left, bool IsLeftTransposed, Matrix<T> Right, Matrix<T> Result, int Begin, int End);

    /// <summary>Up to four rows of the left matrix: where they begin and how far apart their elements lie.</summary>
    private readonly record struct Block(
        nint Row0, nint Row1, nint Row2, nint Row3, nint InnerStride, int FirstRow, int Rows);
}
