using System.Text.Json;
using Xunit.Sdk;

namespace Egtlm.Eval.Testing;

/// <summary>Reads stage goldens and names the case that fails.</summary>
public static class StageGolden
{
    /// <summary>Runs a check; a failure says which case it was.</summary>
    public static void Check(string caseName, Action check)
    {
        try
        {
            check();
        }
        catch (Exception failure)
        {
            throw new XunitException($"case '{caseName}': {failure.Message}", failure);
        }
    }

    /// <summary>
    /// A matrix written as <c>{"dtype", "shape", "data"}</c>, in double; float16 digits mean the nearest float16.
    /// </summary>
    public static Matrix<double> Doubles(JsonElement array) => array.GetProperty("dtype").GetString() == "float16"
        ? Matrix(array, value => (double)(Half)value.GetDouble())
        : Matrix(array, value => value.GetDouble());

    /// <summary>A float32 matrix written as <c>{"dtype", "shape", "data"}</c>.</summary>
    public static Matrix<float> Singles(JsonElement array) => Matrix(array, value => value.GetSingle());

    /// <summary>A list of whole numbers.</summary>
    public static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetInt32())];

    private static Matrix<T> Matrix<T>(JsonElement array, Func<JsonElement, T> read)
    {
        var shape = Integers(array.GetProperty("shape"));
        T[] values = [.. array.GetProperty("data").EnumerateArray().Select(read)];
        return shape.Length == 1 ? new Matrix<T>(values, 1, shape[0]) : new Matrix<T>(values, shape[0], shape[1]);
    }
}
