using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>Reads goldens/stages/classification.json.</summary>
internal static class ClassificationGolden
{
    public static IReadOnlyList<JsonElement> Cases() => SharedFolder.Cases("goldens", "stages", "classification.json");

    public static string Name(JsonElement item) => item.GetProperty("name").GetString()!;

    public static bool IsFloat32(JsonElement item) =>
        item.GetProperty("train_embeddings").GetProperty("dtype").GetString() == "float32";

    /// <summary>A matrix or a vector (one row).</summary>
    public static Matrix<T> Matrix<T>(JsonElement array)
        where T : INumber<T>
    {
        int[] shape = [.. array.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        // float16 values are written with as few digits as float16 needs.
        var isHalf = array.GetProperty("dtype").GetString() == "float16";
        T[] values =
        [
            .. array.GetProperty("data").EnumerateArray().Select(value =>
                isHalf ? T.CreateChecked((Half)value.Number()) : T.CreateChecked(value.Number())),
        ];
        return shape.Length == 1 ? new(values, 1, shape[0]) : new(values, shape[0], shape[1]);
    }

    public static Label[] Labels(JsonElement array) =>
    [
        .. array.EnumerateArray().Select(label =>
            label.ValueKind == JsonValueKind.String ? new Label(label.GetString()!) : new Label(label.GetInt64())),
    ];

    public static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];
}
