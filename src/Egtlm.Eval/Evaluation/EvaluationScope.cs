using System.Globalization;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Evaluation.Generated;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Randomness;
using Egtlm.Eval.Results;
using Egtlm.Eval.Running;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>What an evaluator may use while it scores one split and subset of a task.</summary>
/// <param name="Random">The task's <c>random.Random(42)</c>; it goes on from split to split and subset to subset, as in mteb.</param>
public sealed record EvaluationScope(
    TaskDefinition Task,
    string Split,
    string Subset,
    IEncoder Encoder,
    IVectorSearch Search,
    PythonRandom Random,
    PhaseClock Clock,
    IProgress<EncodeProgress>? Progress,
    CancellationToken Cancellation)
{
    /// <summary>The generating half of the model.</summary>
    /// <exception cref="EvaluationException">It has none.</exception>
    public Func<ILanguageModel> LanguageModel { get; init; } =
        () => throw new EvaluationException("the model does not generate");

    /// <summary>What a process that has done nothing else says; the usual one can start none.</summary>
    public FreshProcess FreshProcess { get; init; } = (_, _, _, _) => null;

    /// <summary>The values behind the scores, in the order they were recorded.</summary>
    public ICollection<ItemRow> Items { get; init; } = [];

    /// <summary>Distributions that another model can be held against.</summary>
    public ICollection<KeptWindow> Kept { get; init; } = [];

    /// <summary>Keeps the values of one item, for paired comparisons of two models.</summary>
    /// <param name="item">Unique in the split and subset, and the same for every model.</param>
    public void Record(string item, string cluster, params ReadOnlySpan<(string Name, double Value)> values)
    {
        var byName = new Dictionary<string, double>();
        foreach (var (name, value) in values)
        {
            byName.Add(name, value);
        }

        Items.Add(new ItemRow(Split, Subset, item, cluster, byName));
    }

    /// <summary>Keeps values of items that have no id and stand alone: their place, from 0, is id and cluster.</summary>
    public void Record(int place, params ReadOnlySpan<(string Name, double Value)> values)
    {
        var item = place.ToString(CultureInfo.InvariantCulture);
        Record(item, item, values);
    }

    /// <summary>Encodes texts and refuses vectors that are not finite.</summary>
    /// <exception cref="EvaluationException">A vector holds NaN or an infinity.</exception>
    public Matrix<float> Encode(IReadOnlyList<string> texts, PromptType promptType = PromptType.None)
    {
        var encoded = Encoder.Encode(texts, new EncodeRequest(Task, promptType), Progress, Cancellation);
        var embeddings = encoded.Embeddings;
        for (var row = 0; row < embeddings.Rows; row++)
        {
            if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes<float>(embeddings.Row(row))))
            {
                throw new EvaluationException(
                    $"the model '{Encoder.Identity.Name}' gave a vector that is not finite for text {row + 1} of "
                    + $"{texts.Count} in '{Task.Name}' ({Subset}, {Split})",
                    "run with --dtype float32, or check the model's weights for NaN");
            }
        }

        return embeddings;
    }

    /// <summary>Scores with the language model, as a phase.</summary>
    /// <exception cref="EvaluationException">A log-probability is not a number.</exception>
    public IReadOnlyList<IReadOnlyList<ContinuationScore>> Score(IReadOnlyList<ScoreRequest> requests)
    {
        var model = LanguageModel();
        var scores = Phase("Scoring texts", () => model.Score(requests, Generating(), Cancellation));
        return scores.All(request => request.All(one => !double.IsNaN(one.Sum)))
            ? scores
            : throw new EvaluationException(
                $"the model '{model.Identity.Name}' gave a likelihood that is not a number in '{Task.Name}' "
                + $"({Subset}, {Split})",
                "run with --dtype float32, or check the model's weights for NaN");
    }

    /// <summary>Asks the language model for distributions, as a phase.</summary>
    public IReadOnlyList<IReadOnlyList<NextToken>> NextTokens(IReadOnlyList<NextTokenRequest> requests)
    {
        var model = LanguageModel();
        return Phase("Reading distributions", () => model.NextTokens(requests, Generating(), Cancellation));
    }

    /// <summary>Generates greedily with the language model, as a phase.</summary>
    public IReadOnlyList<GeneratedText> Generate(IReadOnlyList<IReadOnlyList<int>> prompts, GenerationOptions options)
    {
        var model = LanguageModel();
        return Phase("Generating", () => model.Generate(prompts, options, Generating(), Cancellation));
    }

    /// <summary>Runs <paramref name="work"/> as a phase of the result document.</summary>
    public T Phase<T>(string name, Func<T> work) => Clock.Measure(name, Split, Subset, work);

    private Relay? Generating() => Progress is null ? null : new Relay(Progress);

    private sealed class Relay(IProgress<EncodeProgress> inner) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => inner.Report(new EncodeProgress(value.Done, value.Total));
    }
}
