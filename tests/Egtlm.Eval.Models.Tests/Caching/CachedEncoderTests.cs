using Egtlm.Eval.Caching;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Caching;

public sealed class CachedEncoderTests : IDisposable
{
    private static readonly string[] Texts = ["A girl is styling her hair.", "为什么我无法看到额度", "", "a", "a", " a b"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private EncoderOptions Options => new()
    {
        Device = "cpu",
        BatchTokens = 24,
        Cache = new VectorCacheOptions { Folder = _folder.At("cache"), LimitBytes = 10_000_000, Warn = _warnings.Add },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_encodes_nothing_and_gives_the_kept_vectors()
    {
        var fresh = Encode(Options, Texts);
        string[] shuffled = ["a", .. Texts.Reverse()];

        var progress = new Recorder();
        var again = Encode(Options, shuffled, progress: progress);

        Assert.Equal((0, 7), (fresh.CachedCount, again.CachedCount));
        Assert.Equal(fresh.TokenCount, again.TokenCount);
        Assert.Equal([new EncodeProgress(7, 7)], progress.Reports);
        for (var i = 0; i < Texts.Length; i++)
        {
            Assert.Equal(fresh.Embeddings.Row(i), again.Embeddings.Row(Texts.Length - i));
        }
    }

    [Fact]
    public void Only_what_is_missing_is_encoded()
    {
        var fresh = Encode(Options, Texts);
        var progress = new Recorder();

        var mixed = Encode(Options, ["new", .. Texts, "newer", "new"], progress: progress);

        Assert.Equal(6, mixed.CachedCount);
        Assert.Equal(6, progress.Reports[0].Done);
        Assert.Equal(new EncodeProgress(9, 9), progress.Reports[^1]);
        Assert.Equal(fresh.Embeddings.Row(1), mixed.Embeddings.Row(2));
        var expected = Encode(Options with { Cache = null }, ["new"]).Embeddings;
        Vectors.AssertClose(expected.Row(0), mixed.Embeddings.Row(0), 1e-5, "new");
        Vectors.AssertClose(expected.Row(0), mixed.Embeddings.Row(8), 1e-5, "new");
    }

    [Fact]
    public void Whatever_changes_a_vector_is_encoded_anew()
    {
        Encode(Options, Texts);
        EncoderOptions[] others =
        [
            Options with { ComputeType = ComputeType.Bf16 },
            Options with { Pooling = PoolingMode.WeightedMean },
            Options with { Attention = AttentionModes.Parse("causal", "--attention") },
            Options with { Profile = "piccolo2" },
        ];

        Assert.All(others, options => Assert.Equal(0, Encode(options, Texts).CachedCount));
        var instructed = Options with { Instructions = InstructionSource.Task };
        Assert.Equal(0, Encode(instructed, Texts, "Judge this").CachedCount);
    }

    [Fact]
    public void What_changes_no_vector_is_found_under_every_name()
    {
        Encode(Options, Texts);
        EncoderOptions[] others =
        [
            Options with { BatchTokens = 4096 },
            Options with { MaxLength = 256 },
            Options with { Name = "org/renamed", Revision = "2" },
        ];

        Assert.All(others, options => Assert.Equal(6, Encode(options, Texts).CachedCount));
    }

    [Fact]
    public void A_cancelled_call_keeps_what_it_encoded()
    {
        using var source = new CancellationTokenSource();
        using (var encoder = EncoderLoader.Load(SampleTexts.Model, Options))
        {
            var progress = new Recorder { Reported = source.Cancel };
            Assert.Throws<OperationCanceledException>(
                () => encoder.Encode(Texts, Requests.Of(), progress, source.Token));
        }

        Assert.InRange(Encode(Options, Texts).CachedCount, 1, 5);
    }

    [Fact]
    public void A_damaged_vector_is_encoded_again()
    {
        Encode(Options, Texts);
        var file = Assert.Single(
            Directory.EnumerateFiles(_folder.Path, "*.vec", SearchOption.AllDirectories));
        var bytes = File.ReadAllBytes(file);
        bytes[5] ^= 4;
        File.WriteAllBytes(file, bytes);

        using var encoder = EncoderLoader.Load(SampleTexts.Model, Options);
        var again = encoder.Encode(Texts, Requests.Of(), null, TestContext.Current.CancellationToken);

        Assert.InRange(again.CachedCount, 4, 5);
        Assert.Equal((1, 1), (encoder.Cache!.Use.Damaged, encoder.Cache.Use.Stored)); // not null: the options have one
        Assert.Equal(6, Encode(Options, Texts).CachedCount);
    }

    private static EncodedTexts Encode(
        EncoderOptions options, string[] texts, string? instruction = null, IProgress<EncodeProgress>? progress = null)
    {
        using var encoder = EncoderLoader.Load(SampleTexts.Model, options);
        var request = Requests.Of(prompt: instruction is null ? null : new TaskPrompt(instruction));
        return encoder.Encode(texts, request, progress, TestContext.Current.CancellationToken);
    }

    private sealed class Recorder : IProgress<EncodeProgress>
    {
        public List<EncodeProgress> Reports { get; } = [];

        public Action? Reported { get; init; }

        public void Report(EncodeProgress value)
        {
            Reports.Add(value);
            Reported?.Invoke();
        }
    }
}
