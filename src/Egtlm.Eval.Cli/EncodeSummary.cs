using System.Diagnostics;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli;

/// <summary>What an <c>encode</c> has done so far.</summary>
internal sealed class EncodeSummary(TorchEncoder encoder, string prompt, IReadOnlyList<int> dimensions)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public ModelIdentity Model => encoder.Identity;

    public EncodingPlan Plan => encoder.Plan;

    public string Prompt => prompt;

    /// <summary>Values of the vectors that are asked for; at least one number.</summary>
    public IReadOnlyList<int> Dimensions => dimensions;

    /// <summary>What was written, one file per dimension.</summary>
    public List<string> Files { get; } = [];

    public long Texts { get; private set; }

    /// <summary>Tokens read, each different text of a piece once.</summary>
    public long Tokens { get; private set; }

    /// <summary>Texts that were cut to the maximum length.</summary>
    public long Truncated { get; private set; }

    /// <summary>Since the model was loaded.</summary>
    public double Seconds => _clock.Elapsed.TotalSeconds;

    public void Add(EncodedTexts encoded)
    {
        Texts += encoded.Embeddings.Rows;
        Tokens += encoded.TokenCount;
        Truncated += encoded.TruncatedCount;
    }

    /// <summary>Whole vectors cut to one of <see cref="Dimensions"/>.</summary>
    public Matrix<float> Cut(Matrix<float> vectors, int index) => dimensions[index] == vectors.Columns
        ? vectors
        : TruncatedEncoder.Cut(vectors, dimensions[index], Plan.IsNormalised);
}
