using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Randomness;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class DatasetTransformsTests
{
    private static readonly DatasetTransform Flatten = new(TransformKind.FlattenSets);
    private static readonly DatasetTransform DropSingles = new(TransformKind.DropSingleLabels);
    private static readonly DatasetTransform Split = new(TransformKind.SplitLabels, Separator: ".");

    [Fact]
    public void Without_transforms_the_data_stays_the_same_object()
    {
        var data = Texts(("a", "x"));

        Assert.Same(data, DatasetTransforms.Apply(Clustering(), data));
    }

    [Fact]
    public void Sets_become_rows_one_after_another()
    {
        var sets = new LegacyClusteringData(
            [new ClusteringSet(["b", "a"], Labels("2", "1")), new ClusteringSet(["c", "a"], Labels("2", "2"))]);

        var flat = Assert.IsType<FastClusteringData>(DatasetTransforms.Apply(Clustering(Flatten), sets));

        Assert.Equal(["b", "a", "c", "a"], flat.Texts);
        Assert.Equal(["2", "1", "2", "2"], flat.LabelPaths.Select(path => path.Single().ToString()));
    }

    [Fact]
    public void Data_that_is_flat_already_is_left_alone() =>
        Assert.Equal(["a"], Apply(Texts(("a", "x")), Flatten).Texts);

    [Fact]
    public void Labels_are_cut_at_the_separator_and_one_without_it_has_one_level()
    {
        var data = Apply(Texts(("a", "cs.CL"), ("b", "hep-th"), ("c", "math..x")), Split);

        Assert.Equal(["cs/CL", "hep-th", "math//x"], data.LabelPaths.Select(path => string.Join('/', path)));
    }

    [Fact]
    public void A_label_that_occurs_once_takes_its_text_along_and_the_order_stays()
    {
        var data = Apply(Texts(("a", "x"), ("b", "lonely"), ("c", "y"), ("d", "x"), ("e", "y")), DropSingles);

        Assert.Equal(["a", "c", "d", "e"], data.Texts);
        Assert.Equal(["x", "y", "x", "y"], data.LabelPaths.Select(path => path.Single().ToString()));
    }

    [Fact]
    public void Transforms_are_applied_in_order()
    {
        var sets = new LegacyClusteringData([new ClusteringSet(["a", "b", "c"], Labels("x.1", "y.1", "x.1"))]);

        var data = (FastClusteringData)DatasetTransforms.Apply(Clustering(Flatten, DropSingles, Split), sets);

        Assert.Equal(["x/1", "x/1"], data.LabelPaths.Select(path => string.Join('/', path)));
    }

    [Fact]
    public void A_plain_subsample_equals_the_golden() => ForEach("unstratified train_test_split", one =>
    {
        string[] rows = [.. Enumerable.Range(0, one.GetProperty("n").GetInt32()).Select(row => $"{row}")];
        var data = Texts([.. rows.Select(row => (row, "x"))]);

        var kept = Apply(data, Sampling(TransformKind.Subsample, one.GetProperty("test_size").GetInt32()));

        DrawList.Matches(one.GetProperty("test"), Numbers(kept.Texts));
    });

    [Fact]
    public void A_stratified_subsample_equals_the_golden_for_clustering_and_classification()
    {
        Label[] labels = [];
        ForEach("stratified_subsampling", one =>
        {
            if (one.GetProperty("labels") is { ValueKind: JsonValueKind.Array } list)
            {
                labels = [.. list.EnumerateArray().Select(Read)];
            }

            string[] rows = [.. labels.Index().Select(row => $"{row.Index}")];
            var step = Sampling(TransformKind.StratifiedSubsample, one.GetProperty("n_samples").GetInt32());
            var texts = Apply(new FastClusteringData(rows, [.. labels.Select(label => (Label[])[label])]), step);
            var classes = Classify(new ClassificationData(["t"], [labels[0]], rows, labels), step);

            DrawList.Matches(one.GetProperty("selected_rows_in_order"), Numbers(texts.Texts));
            Assert.Equal(texts.Texts, classes.TestTexts);
            Assert.Equal(Numbers(classes.TestTexts).Select(row => labels[row]), classes.TestLabels);
            Assert.Equal(["t"], classes.TrainTexts);
        });
    }

    [Theory]
    [InlineData(TransformKind.Subsample, 3)]
    [InlineData(TransformKind.Subsample, 4)]
    [InlineData(TransformKind.StratifiedSubsample, 3)]
    [InlineData(TransformKind.StratifiedSubsample, 2048)]
    public void A_small_enough_data_set_keeps_its_rows_and_their_order(TransformKind kind, int size) =>
        Assert.Equal(["c", "a", "b"], Apply(Texts(("c", "1"), ("a", "2"), ("b", "3")), Sampling(kind, size)).Texts);

    [Fact]
    public void Labels_that_cannot_keep_their_share_are_named()
    {
        var error = Assert.Throws<EvaluationException>(() => Apply(
            Texts(("a", "x"), ("b", "x"), ("c", "y"), ("d", "x")), Sampling(TransformKind.StratifiedSubsample, 2)));

        Assert.Equal(
            "'C', transform 'stratified_subsample': 2 of 4 rows cannot keep the shares of 2 labels, "
            + "of which 'y' has 1 rows",
            error.Message);
    }

    [Fact]
    public void A_transform_that_does_not_fit_the_data_says_so()
    {
        var numbers = new FastClusteringData(["a"], [(Label[])[new(7)]]);
        var nested = new FastClusteringData(["a"], [Labels("x", "y")]);

        Assert.Contains("the number 7", Assert.Throws<EvaluationException>(() => Apply(numbers, Split)).Message);
        Assert.Contains("2 labels", Assert.Throws<EvaluationException>(() => Apply(nested, DropSingles)).Message);
        Assert.Contains("StsData", Assert.Throws<EvaluationException>(() =>
            DatasetTransforms.Apply(Clustering(Flatten), new StsData([], [], []))).Message);
    }

    private static FastClusteringData Apply(FastClusteringData data, params DatasetTransform[] steps) =>
        (FastClusteringData)DatasetTransforms.Apply(Clustering(steps), data);

    private static ClassificationData Classify(ClassificationData data, DatasetTransform step) =>
        (ClassificationData)DatasetTransforms.Apply(Clustering(step), data);

    private static DatasetTransform Sampling(TransformKind kind, int size) => new(kind, size);

    private static ClusteringTask Clustering(params DatasetTransform[] steps) => new()
    {
        Name = "C",
        Dataset = new DatasetReference("some/where", "1"),
        Subsets = [new TaskSubset("default", ["eng-Latn"])],
        Splits = ["test"],
        MainScore = "v_measure",
        Protocol = ClusteringProtocol.Fast,
        Transforms = steps,
    };

    private static FastClusteringData Texts(params (string Text, string Label)[] rows) =>
        new([.. rows.Select(row => row.Text)], [.. rows.Select(row => Labels(row.Label))]);

    private static Label[] Labels(params string[] labels) => [.. labels.Select(label => new Label(label))];

    private static Label Read(JsonElement label) =>
        label.ValueKind == JsonValueKind.Number ? new Label(label.GetInt64()) : new Label(label.GetString()!);

    private static int[] Numbers(IEnumerable<string> texts) =>
        [.. texts.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    private static void ForEach(string pattern, Action<JsonElement> check)
    {
        var cases = SharedFolder.Cases("goldens", "stages", "rng.json")
            .Where(one => one.GetProperty("name").GetString() == $"pattern: {pattern}").ToArray();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
        {
            StageGolden.Check(pattern, () => check(one));
        }
    }
}
