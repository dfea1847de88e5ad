using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

/// <summary>A case of goldens/stages/classification.json.</summary>
internal sealed record ClassificationGolden(JsonElement Item)
{
    public string Name { get; } = Item.GetProperty("name").GetString()!;

    public bool IsFloat32 { get; } =
        Item.GetProperty("train_embeddings").GetProperty("dtype").GetString() == "float32";

    public Label[] TrainLabels { get; } = Labels(Item.GetProperty("train_labels"));

    public Label[] TestLabels { get; } = Labels(Item.GetProperty("test_labels"));

    public int MaxIterations { get; } = Item.GetProperty("max_iter").GetInt32();

    /// <summary>What mteb raised, or null.</summary>
    public string? Error { get; } =
        Item.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString() : null;

    public JsonElement[] Experiments { get; } = [.. Item.GetProperty("experiments").EnumerateArray()];

    public static IReadOnlyList<ClassificationGolden> Cases() =>
    [
        .. SharedFolder.Cases("goldens", "stages", "classification.json")
            .Select(item => new ClassificationGolden(item)),
    ];

    /// <summary>The cases in which mteb raised an error with <paramref name="text"/>; fails when there are none.</summary>
    public static IReadOnlyList<ClassificationGolden> Failing(string text)
    {
        ClassificationGolden[] cases =
            [.. Cases().Where(golden => golden.Error?.Contains(text, StringComparison.Ordinal) == true)];
        Assert.NotEmpty(cases);
        return cases;
    }

    /// <summary>A float32 fit that stops at the limit: the golden's note tells to compare it loosely.</summary>
    public bool IsChaotic(JsonElement experiment) =>
        IsFloat32 && MaxIterations == 100 && experiment.GetProperty("n_iter")[0].GetInt32() == 100;

    public IReadOnlyList<int[]> Draws() => Undersampling.Draw(
        TrainLabels,
        Item.GetProperty("samples_per_label").GetInt32(),
        Item.GetProperty("n_experiments").GetInt32());

    public ClassificationExperiment<T> Run<T>(int[] rows)
        where T : unmanaged, IFloatingPointIeee754<T> => ClassificationExperiment.Run(
            Matrix<T>(Item.GetProperty("train_embeddings")).SelectRows(rows),
            [.. rows.Select(row => TrainLabels[row])],
            Matrix<T>(Item.GetProperty("test_embeddings")),
            TestLabels,
            MaxIterations);

    public ClassificationScores RunScores(int[] rows) => IsFloat32 ? Run<float>(rows).Scores : Run<double>(rows).Scores;

    /// <summary>A matrix, or a vector as one row.</summary>
    public static Matrix<T> Matrix<T>(JsonElement array)
        where T : INumber<T>
    {
        int[] shape = [.. array.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

        // Values are written with as few digits as their own type needs.
        var type = array.GetProperty("dtype").GetString();
        T[] values =
        [
            .. array.GetProperty("data").EnumerateArray().Select(value => type switch
            {
                "float16" => T.CreateChecked((Half)value.Number()),
                "float32" => T.CreateChecked((float)value.Number()),
                _ => T.CreateChecked(value.Number()),
            }),
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
