using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class ClassificationEvaluatorTests
{
    private static readonly ClassificationTask Task = new()
    {
        Name = "Mock",
        Dataset = new DatasetReference("mock/mock", "1"),
        Subsets = [new TaskSubset("default", ["eng-Latn"])],
        Splits = ["test"],
        MainScore = "accuracy",
        SamplesPerLabel = 2,
        Experiments = 2,
    };

    private static readonly ClassificationData Data = new(
        ["good", "good", "good", "bad", "bad", "bad"],
        [new(1), new(1), new(1), new(0), new(0), new(0)],
        ["good", "bad", ""],
        [new(1), new(0), new(0)]);

    [Fact]
    public void Scores_have_the_keys_of_mteb_and_numpy_scalars_where_mteb_has_them()
    {
        var scores = ClassificationEvaluator.Evaluate(Data, Task, Scope(new WordEncoder()));

        string[] names =
            ["accuracy", "f1", "f1_weighted", "precision", "precision_weighted", "recall", "recall_weighted"];
        Assert.Equal(["scores_per_experiment", .. names, "ap", "ap_weighted"], scores.Select(score => score.Key));
        Assert.All(scores.Skip(1), score => Assert.Equal(new ScoreValue.Number(1), score.Value));
        var experiments = Assert.IsType<ScoreValue.List>(scores[0].Value).Items;
        Assert.Equal(2, experiments.Count);
        var first = Assert.IsType<ScoreValue.Map>(experiments[0]).Items;
        Assert.Equal(scores.Skip(1).Select(score => score.Key), first.Select(score => score.Key));
        Assert.All(names, name =>
            Assert.Equal(new ScoreValue.Number(1, IsNumpy: name != "accuracy"), first.Find(name)));
    }

    [Fact]
    public void Phases_have_the_names_and_order_of_mteb()
    {
        var scope = Scope(new WordEncoder());

        ClassificationEvaluator.Evaluate(Data, Task, scope);

        Assert.Equal(
            [
                "Encoding training samples", "Encoding test samples", "Running experiment (0/2)",
                "Running experiment (1/2)", "Scoring",
            ],
            scope.Clock.Phases.Select(phase => phase.Name));
        Assert.All(scope.Clock.Phases, phase => Assert.Equal(("test", "default"), (phase.Split, phase.Subset)));
    }

    [Fact]
    public void Only_drawn_rows_are_encoded_in_file_order()
    {
        var encoder = new WordEncoder();
        var data = Data with { TrainTexts = ["good 0", "good 1", "good 2", "bad 3", "bad 4", "bad 5"] };

        ClassificationEvaluator.Evaluate(data, Task with { SamplesPerLabel = 1, Experiments = 1 }, Scope(encoder));

        Assert.Equal([["good 0", "bad 5"], ["good", "bad", ""]], encoder.Calls);
    }

    [Fact]
    public void One_training_label_is_refused_before_anything_is_encoded()
    {
        var encoder = new WordEncoder();
        var data = Data with { TrainLabels = [.. Enumerable.Repeat(new Label(3), 6)] };

        var exception = Assert.Throws<EvaluationException>(
            () => ClassificationEvaluator.Evaluate(data, Task, Scope(encoder)));

        Assert.Equal(
            "the training rows of 'Mock' (default, test) hold only the label '3', expected two labels or more",
            exception.Message);
        Assert.Empty(encoder.Calls);
    }

    [Fact]
    public void An_empty_test_set_is_refused()
    {
        var data = Data with { TestTexts = [], TestLabels = [] };

        var exception = Assert.Throws<EvaluationException>(
            () => ClassificationEvaluator.Evaluate(data, Task, Scope(new WordEncoder())));

        Assert.Equal("there are no test rows of 'Mock' (default, test), expected one or more", exception.Message);
    }

    private static EvaluationScope Scope(IEncoder encoder) => new(
        Task, "test", "default", encoder, new NoSearch(), new PythonRandom(42), new PhaseClock(TimeProvider.System),
        Progress: null, TestContext.Current.CancellationToken);

    /// <summary>One direction for texts that begin with "good", the other for the rest.</summary>
    private sealed class WordEncoder : IEncoder
    {
        public List<IReadOnlyList<string>> Calls { get; } = [];

        public ModelIdentity Identity => new("test/words", "1");

        public int Dimension => 1;

        public SimilarityFunction Similarity => SimilarityFunction.Cosine;

        public EncodedTexts Encode(
            IReadOnlyList<string> texts,
            EncodeRequest request,
            IProgress<EncodeProgress>? progress,
            CancellationToken cancellation)
        {
            Calls.Add(texts);
            float[] values = [.. texts.Select(text => text.StartsWith("good", StringComparison.Ordinal) ? 1f : -1f)];
            return new EncodedTexts(new Matrix<float>(values, texts.Count, 1), "", 0, 0);
        }
    }

    private sealed class NoSearch : IVectorSearch
    {
        public IReadOnlyList<Hit[]> TopK(
            Matrix<float> queries, Matrix<float> documents, int count, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
