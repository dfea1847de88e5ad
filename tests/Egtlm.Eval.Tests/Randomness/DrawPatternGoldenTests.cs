using System.Text.Json;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Randomness;

/// <summary>
/// stages/rng.json, the cases named "pattern: ...": sequences of draws as mteb and sklearn make them.
/// </summary>
public sealed class DrawPatternGoldenTests
{
    private const uint Seed = 42;

    [Fact]
    public void Classification_undersampling_orders_equal_the_golden() =>
        ForEach("classification undersampling order", one =>
        {
            int[] order = [.. Enumerable.Range(0, one.GetProperty("n").GetInt32())];
            foreach (var experiment in one.GetProperty("experiments").EnumerateArray())
            {
                new NumpyRandomState(Seed).Shuffle<int>(order);
                DrawList.Matches(experiment, order);
            }
        });

    [Fact]
    public void Multilabel_undersampling_orders_equal_the_golden() => ForEach("multilabel undersampling", one =>
    {
        int[] order = [.. Enumerable.Range(0, one.GetProperty("n").GetInt32())];
        var random = new NumpyGenerator(Seed);
        foreach (var experiment in one.GetProperty("experiments").EnumerateArray())
        {
            random.Shuffle<int>(order);
            DrawList.Matches(experiment, order);
        }
    });

    [Fact]
    public void Fast_clustering_draws_equal_the_golden() => ForEach("fast clustering", one =>
    {
        var random = new PythonRandom(Seed);
        var documents = one.GetProperty("n").GetInt32();
        if (one.GetProperty("sampled") is { ValueKind: JsonValueKind.Number } sampled)
        {
            DrawList.Matches(one.GetProperty("sample"), random.Sample(documents, sampled.GetInt32()));
            documents = sampled.GetInt32();
        }

        foreach (var bootstrap in one.GetProperty("bootstraps").EnumerateArray())
        {
            DrawList.Matches(bootstrap, random.Choices(documents, 16384));
        }
    });

    [Fact]
    public void Mini_batch_k_means_draws_equal_the_golden() => ForEach("MiniBatchKMeans draws", one =>
    {
        var random = new NumpyRandomState(Seed);
        var (rows, initSize) = (one.GetProperty("n").GetInt32(), one.GetProperty("init_size").GetInt32());
        DrawList.Matches(one.GetProperty("validation"), random.Integers(rows, initSize));
        if (one.TryGetProperty("init", out var init))
        {
            DrawList.Matches(init, random.Integers(rows, initSize));
        }

        var isSingle = one.GetProperty("dtype").GetString() == "float32";
        Assert.Equal(one.GetProperty("first_center").GetInt32(), random.Choice(Uniform(initSize, isSingle)));
        KMeansPlusPlusDraws(one, random);

        var batchSize = Math.Min(one.GetProperty("batch_size").GetInt32(), rows);
        foreach (var batch in one.GetProperty("batches").EnumerateArray())
        {
            DrawList.Matches(batch, random.Choice(Uniform(rows, isSingle), batchSize));
        }

        DrawList.Matches(one.GetProperty("reassign_choice_3_of_batch"), random.Choice(batchSize, 3));
    });

    [Fact]
    public void Stratified_subsamples_equal_the_golden()
    {
        List<string>? labels = null;
        ForEach("stratified_subsampling", one =>
        {
            if (one.GetProperty("labels") is { ValueKind: JsonValueKind.Array } list)
            {
                labels = [.. list.EnumerateArray().Select(label => label.ToString())];
            }

            string[] names = [.. one.GetProperty("class_names").EnumerateArray().Select(name => name.GetString()!)];
            int[] classes = [.. labels!.Select(label => Array.IndexOf(names, label))];
            var split = TrainTestSplit.Stratified(
                classes, one.GetProperty("n_samples").GetInt32(), new NumpyGenerator(Seed));
            DrawList.Matches(one.GetProperty("selected_rows_in_order"), split.Test);
            Assert.Equal(Enumerable.Range(0, classes.Length), split.Train.Concat(split.Test).Order());
        });
    }

    [Fact]
    public void Plain_splits_equal_the_golden() => ForEach("unstratified train_test_split", one =>
    {
        var split = TrainTestSplit.Plain(
            one.GetProperty("n").GetInt32(), one.GetProperty("test_size").GetInt32(), new NumpyGenerator(Seed));
        DrawList.Matches(one.GetProperty("test"), split.Test);
        DrawList.Matches(one.GetProperty("train"), split.Train);
    });

    [Fact]
    public void Shuffled_folds_equal_the_golden() => ForEach("KFold(5, shuffle, 42)", one =>
    {
        var order = new NumpyRandomState(Seed).Permutation(one.GetProperty("n").GetInt32());
        var start = 0;
        foreach (var fold in one.GetProperty("folds").EnumerateArray())
        {
            DrawList.Matches(fold, [.. order.Skip(start).Take(fold.GetArrayLength()).Order()]);
            start += fold.GetArrayLength();
        }

        Assert.Equal(order.Length, start);
    });

    /// <summary>Draws the trials of every further centre; the golden lists those of the first few.</summary>
    private static void KMeansPlusPlusDraws(JsonElement one, NumpyRandomState random)
    {
        var listed = one.GetProperty("first_kmeanspp_uniforms");
        var clusters = one.GetProperty("n_clusters").GetInt32();
        for (var center = 1; center < clusters; center++)
        {
            double[] draws = [.. Enumerable.Range(0, listed[0].GetArrayLength()).Select(_ => random.NextDouble())];
            if (center <= listed.GetArrayLength())
            {
                Assert.Equal(listed[center - 1].EnumerateArray().Select(draw => draw.GetDouble()), draws);
            }
        }
    }

    private static Cumulative Uniform(int count, bool isSingle) =>
        new(Enumerable.Repeat(isSingle ? 1f / count : 1.0 / count, count));

    private static void ForEach(string pattern, Action<JsonElement> check)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "rng.json")
            .Where(one => one.GetProperty("name").GetString() == $"pattern: {pattern}").ToArray();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            StageGolden.Check(one.GetProperty("name").GetString()!, () => check(one));
        }
    }
}
