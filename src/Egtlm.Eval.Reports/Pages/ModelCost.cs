using System.Globalization;
using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>What the results of a model took; null where its folder does not say.</summary>
/// <param name="Device">Such as <c>cpu</c> or <c>cuda:0</c>, with the number format.</param>
/// <param name="Seconds">Of all tasks that were scored, wall clock.</param>
/// <param name="LoadSeconds">Reading data.</param>
/// <param name="EncodeSeconds">Tokens to vectors, cache included.</param>
/// <param name="GenerateSeconds">Likelihoods and answers of the generating half.</param>
/// <param name="ScoreSeconds">Metrics, learners and search.</param>
/// <param name="Texts">Encoded texts, duplicates counted.</param>
/// <param name="CachedShare">Of the texts, from the vector cache.</param>
/// <param name="ModelTokens">Tokens that the model read when encoding.</param>
/// <param name="TokensPerSecond">Those over <paramref name="EncodeSeconds"/>.</param>
/// <param name="PaddingEfficiency">Share of real tokens among those of the batches.</param>
/// <param name="TruncatedShare">Of the texts, cut to the model's length.</param>
/// <param name="Teraflops">2 × weights of the layers × tokens per second, in 10^12; attention's own products are not
/// counted.</param>
/// <param name="Mfu">Those over the card's dense peak; null where that is not known.</param>
public sealed record ModelCost(
    string Model,
    string? Device,
    string? Parameters,
    double? Seconds,
    double? LoadSeconds,
    double? EncodeSeconds,
    double? GenerateSeconds,
    double? ScoreSeconds,
    long? Texts,
    double? CachedShare,
    long? ModelTokens,
    double? TokensPerSecond,
    double? PaddingEfficiency,
    double? TruncatedShare,
    double? Teraflops,
    double? Mfu)
{
    private static readonly string[] s_generating = ["Generating", "Scoring texts", "Scoring options", "Scoring answers"];

    public static ModelCost Of(ComparedModel model)
    {
        if (model.Results.Manifest is not { } manifest)
        {
            var times = model.Results.Documents.Values.Select(document => document.EvaluationTime).OfType<double>();
            return new ModelCost(
                model.Label, null, null, times.Any() ? times.Sum() : null, null, null, null, null, null, null, null,
                null, null, null, null, null);
        }

        TaskRecord[] tasks = [.. manifest.Tasks.Where(task => task.Phases.Count > 0)];
        EncodingRecord[] encodings = [.. tasks.SelectMany(task => task.Encodings.Values)];
        double Sum(Func<string, bool> isPhase) => tasks.SelectMany(task => task.Phases)
            .Where(phase => isPhase(phase.Name)).Sum(phase => phase.End - phase.Start);
        bool IsGenerating(string name) => s_generating.Contains(name);
        bool IsEncoding(string name) => name.StartsWith("Encoding", StringComparison.Ordinal);
        bool IsLoading(string name) => name == "Data loading";
        var encoding = encodings.Sum(one => one.Seconds);
        var (texts, tokens) = (encodings.Sum(one => one.Texts), encodings.Sum(one => one.ModelTokens));
        var speed = tokens == 0 ? (double?)null : tokens / encoding;
        var rate = 2e-12 * Parsed(manifest.Model.Description.GetValueOrDefault("layer_parameters")) * speed;
        return new ModelCost(
            model.Label,
            $"{manifest.Environment.Device}, {manifest.Environment.Dtype}",
            manifest.Model.Description.GetValueOrDefault("parameters"),
            tasks.Sum(task => task.Seconds),
            Sum(IsLoading),
            encoding,
            Sum(IsGenerating),
            Sum(name => !IsGenerating(name) && !IsEncoding(name) && !IsLoading(name)),
            texts,
            Share(encodings.Sum(one => one.Cached), texts),
            tokens == 0 ? null : tokens,
            speed,
            Share(tokens, encodings.Sum(one => one.PaddedTokens)),
            Share(encodings.Sum(one => one.TruncatedShare * one.Texts), texts),
            rate,
            rate / PeakTeraflops.Of(manifest.Model.Description.GetValueOrDefault("gpu"), manifest.Environment.Dtype));
    }

    /// <summary>The table; a dash where there is no number.</summary>
    public static Block.Table Table(IReadOnlyList<ModelCost> costs) => new(
        "Wall-clock seconds by phase, and what the model read; results of Python mteb have a total only",
        [
            new Column("model"), new Column("device"), new Column("parameters", IsNumber: true), .. Numbers.Select(
                one => new Column(one.Title, IsNumber: true)),
        ],
        [.. costs.Select(cost => (IReadOnlyList<Cell>)
        [
            cost.Model, cost.Device ?? "–", new Cell(cost.Parameters ?? "–", Parsed(cost.Parameters)),
            .. Numbers.Select(one => new Cell(
                one.Of(cost)?.ToString(one.Format, CultureInfo.InvariantCulture) ?? "–", one.Of(cost))),
        ])]);

    private static (string Title, string Format, Func<ModelCost, double?> Of)[] Numbers { get; } =
    [
        ("all s", "F1", cost => cost.Seconds),
        ("data s", "F1", cost => cost.LoadSeconds),
        ("encode s", "F1", cost => cost.EncodeSeconds),
        ("generate s", "F1", cost => cost.GenerateSeconds),
        ("score s", "F1", cost => cost.ScoreSeconds),
        ("texts", "N0", cost => cost.Texts),
        ("cached", "P1", cost => cost.CachedShare),
        ("tokens read", "N0", cost => cost.ModelTokens),
        ("tokens/s", "N0", cost => cost.TokensPerSecond),
        ("not padding", "P1", cost => cost.PaddingEfficiency),
        ("truncated", "P1", cost => cost.TruncatedShare),
        ("TFLOP/s", "G3", cost => cost.Teraflops),
        ("MFU", "P1", cost => cost.Mfu),
    ];

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private static double? Parsed(string? number) =>
        double.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;
}
