using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Egtlm.Eval.Learning;

/// <summary>Four rows that are multiplied together; a row may stand in twice.</summary>
internal readonly ref struct FourRows<T>(
    ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d)
{
    public ReadOnlySpan<T> A { get; } = a;

    public ReadOnlySpan<T> B { get; } = b;

    public ReadOnlySpan<T> C { get; } = c;

    public ReadOnlySpan<T> D { get; } = d;
}

/// <summary>A few rows laid out for fast dot products with many others.</summary>
/// <remarks>
/// Stored transposed, in panels two vectors wide. Each product is one chain of fused multiply-adds over the columns in
/// order, so it depends on neither the vector width, nor the other rows, nor the number of threads.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PackedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly int PanelWidth = 2 * Vector<T>.Count;
    private readonly T[] _panels;

    /// <summary>Room for <paramref name="rows"/> rows of <paramref name="columns"/> values, all zero.</summary>
    public PackedRows(int rows, int columns)
    {
        Columns = columns;
        Stride = (rows + PanelWidth - 1) / PanelWidth * PanelWidth;
        _panels = new T[Stride * columns];
    }

    /// <summary>Values in a row.</summary>
    public int Columns { get; }

    /// <summary>Products per left row: the packed rows, then padding.</summary>
    public int Stride { get; }

    /// <summary>Packs other rows, of the same number and length.</summary>
    public void Load(Matrix<T> rows)
    {
        for (var start = 0; start < rows.Rows; start += PanelWidth)
        {
            var panel = _panels.AsSpan(start * Columns, PanelWidth * Columns);
            for (var k = 0; k < Columns; k++)
            {
                for (var i = start; i < Math.Min(start + PanelWidth, rows.Rows); i++)
                {
                    panel[(k * PanelWidth) + i - start] = rows.Values[(i * Columns) + k];
                }
            }
        }
    }

    /// <summary>Products of four rows with every packed row, <c>[4, Stride]</c>.</summary>
    public void Multiply(FourRows<T> left, Span<T> products)
    {
        for (var start = 0; start < Stride; start += PanelWidth)
        {
            MultiplyPanel(left, _panels.AsSpan(start * Columns, PanelWidth * Columns), products[start..]);
        }
    }

    // Hot from the first call on: without the attribute a short run spends most of its time in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyPanel(FourRows<T> left, ReadOnlySpan<T> panel, Span<T> products)
    {
        ref T a = ref Checked(left.A), b = ref Checked(left.B), c = ref Checked(left.C), d = ref Checked(left.D);
        Vector<T> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector<T> c0 = default, c1 = default, d0 = default, d1 = default;
        ref var right = ref MemoryMarshal.GetReference(panel);
        for (var k = 0; k < Columns; k++)
        {
            var low = Vector.LoadUnsafe(ref right, (nuint)(k * PanelWidth));
            var high = Vector.LoadUnsafe(ref right, (nuint)((k * PanelWidth) + Vector<T>.Count));
            var value = new Vector<T>(Unsafe.Add(ref a, k));
            (a0, a1) = (Fused(value, low, a0), Fused(value, high, a1));
            value = new Vector<T>(Unsafe.Add(ref b, k));
            (b0, b1) = (Fused(value, low, b0), Fused(value, high, b1));
            value = new Vector<T>(Unsafe.Add(ref c, k));
            (c0, c1) = (Fused(value, low, c0), Fused(value, high, c1));
            value = new Vector<T>(Unsafe.Add(ref d, k));
            (d0, d1) = (Fused(value, low, d0), Fused(value, high, d1));
        }

        Store(a0, a1, products);
        Store(b0, b1, products[Stride..]);
        Store(c0, c1, products[(2 * Stride)..]);
        Store(d0, d1, products[(3 * Stride)..]);
    }

    private static void Store(Vector<T> low, Vector<T> high, Span<T> products)
    {
        low.CopyTo(products);
        high.CopyTo(products[Vector<T>.Count..]);
    }

    private ref T Checked(ReadOnlySpan<T> row)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(row.Length, Columns);
        return ref MemoryMarshal.GetReference(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Fused(Vector<T> left, Vector<T> right, Vector<T> sum) => typeof(T) == typeof(float)
        ? Vector.FusedMultiplyAdd(left.As<T, float>(), right.As<T, float>(), sum.As<T, float>()).As<float, T>()
        : Vector.FusedMultiplyAdd(left.As<T, double>(), right.As<T, double>(), sum.As<T, double>()).As<double, T>();
}
