using Egtlm.Eval.Encoders;
using Egtlm.Eval.Running;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Running;

public sealed class CalibrationTests
{
    private static readonly StsTask Task = new()
    {
        Name = "Toy",
        Dataset = new DatasetReference("org/toy", "1"),
        Subsets = [new TaskSubset("default", ["cmn-Hans"])],
        Splits = ["test"],
        MainScore = "cosine_spearman",
        MinScore = 0,
        MaxScore = 1,
        Counts = [new ItemCount("test", Samples: 500, Characters: 16_000)],
    };

    [Fact]
    public void Time_is_what_texts_of_that_length_took()
    {
        // A token is a character, and takes a millisecond: 1,000 texts of 16 characters take 16 s.
        var encoder = new SlowEncoder(TimeSpan.FromMilliseconds(1));

        var parts = PartWork.Of(Task)!;
        var calibration = Run(encoder, parts);

        var estimate = calibration.Estimate(parts);
        Assert.Equal((1000, 16_000), (estimate.Texts, estimate.Tokens));
        Assert.Equal(16, estimate.Seconds, precision: 6);
        Assert.All(encoder.Lengths, length => Assert.Equal(16, length));
    }

    [Fact]
    public void Calibration_ends_after_its_time_also_with_a_slow_model()
    {
        var encoder = new SlowEncoder(TimeSpan.FromSeconds(2));

        var calibration = Run(encoder, PartWork.Of(Task)!);

        // One text of 16 tokens takes 32 s, more than all the time there is.
        Assert.Single(encoder.Lengths);
        Assert.Equal(32_000, calibration.Estimate(PartWork.Of(Task)!).Seconds, precision: 6);
    }

    [Fact]
    public void An_encoder_without_tokens_is_timed_by_texts()
    {
        var encoder = new SlowEncoder(TimeSpan.FromMilliseconds(1)) { HasTokens = false };

        var estimate = Run(encoder, PartWork.Of(Task)!).Estimate(PartWork.Of(Task)!);

        Assert.Equal((0, 16.0), (estimate.Tokens, Math.Round(estimate.Seconds, 6)));
    }

    [Fact]
    public void Work_counts_drawn_training_rows_and_sampled_documents()
    {
        var classification = new ClassificationTask
        {
            Name = "Toy",
            Dataset = Task.Dataset,
            Subsets = Task.Subsets,
            Splits = Task.Splits,
            MainScore = "accuracy",
            SamplesPerLabel = 8,
            Counts = [new ItemCount("test", Samples: 100, Train: 5000, Labels: 3, Characters: 2000)],
        };
        var clustering = new ClusteringTask
        {
            Name = "Toy",
            Dataset = Task.Dataset,
            Subsets = Task.Subsets,
            Splits = Task.Splits,
            MainScore = "v_measure",
            Protocol = ClusteringProtocol.Fast,
            MaxFraction = 0.04,
            Counts = [new ItemCount("test", Samples: 2048, Characters: 204_800)],
        };

        // 100 test rows and at most 3 labels x 8 rows x 10 experiments; int(0.04 x 2048) documents.
        Assert.Equal((340, 6800), (PartWork.Of(classification)![0].Texts, PartWork.Of(classification)![0].Characters));
        Assert.Equal((81, 8100), (PartWork.Of(clustering)![0].Texts, PartWork.Of(clustering)![0].Characters));
    }

    [Fact]
    public void A_task_without_known_numbers_has_no_known_work() =>
        Assert.Null(PartWork.Of(Task with { Counts = [new ItemCount("dev", Samples: 500, Characters: 1)] }));

    private static Calibration Run(SlowEncoder encoder, IReadOnlyList<PartWork> parts) => Calibration.Run(
        encoder,
        parts,
        script => script == "Hans" ? ["句子一", "第二个句子"] : ["a"],
        (TimeSpan.FromSeconds(20), encoder.Clock),
        TestContext.Current.CancellationToken);

    private sealed class SlowEncoder(TimeSpan perToken) : IEncoder
    {
        public ManualClock Clock { get; } = new();

        public bool HasTokens { get; init; } = true;

        public List<int> Lengths { get; } = [];

        public ModelIdentity Identity => new("test/slow", "1");

        public int Dimension => 1;

        public SimilarityFunction Similarity => SimilarityFunction.Cosine;

        public EncodedTexts Encode(
            IReadOnlyList<string> texts,
            EncodeRequest request,
            IProgress<EncodeProgress>? progress,
            CancellationToken cancellation)
        {
            Lengths.AddRange(texts.Select(text => text.Length));
            var tokens = texts.Sum(text => text.Length);
            Clock.Elapsed += perToken * tokens;
            return new EncodedTexts(new Matrix<float>(new float[texts.Count], texts.Count, 1), "", HasTokens ? tokens : 0, 0);
        }
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
