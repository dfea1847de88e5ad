using System.Text.Json.Serialization;

namespace Egtlm.Eval.Leaderboard;

/// <summary>Scores that others published on one benchmark, all by one protocol.</summary>
public sealed record PublishedScores
{
    /// <summary>The benchmark's own name, which says the protocol, such as <c>cmteb-35-classic</c>.</summary>
    public required string Benchmark { get; init; }

    public required string Description { get; init; }

    /// <summary>Where the numbers were read.</summary>
    public required string Source { get; init; }

    /// <summary>When they were read: <c>2026-08</c> or <c>2026-08-31</c>.</summary>
    public required string Date { get; init; }

    /// <summary>What a reader of the ranks must know; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Task → its published splits, where these are fewer than the benchmark's.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Splits { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Tasks in the order of every model's scores; none where only means are known.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    public required IReadOnlyList<PublishedModel> Models { get; init; }

    /// <summary>Full path of the file that this was read from.</summary>
    [JsonIgnore]
    public string SourceFile { get; init; } = "";

    /// <summary>The score of a model on a task; null where it was not published.</summary>
    internal double? ScoreOf(PublishedModel model, string task)
    {
        var place = Array.IndexOf([.. Tasks], task);
        return place < 0 ? null : model.Scores?[place];
    }
}

/// <summary>A line of <see cref="PublishedScores"/>.</summary>
/// <param name="Scores">One per task, as shares (0.71, not 71); null where it was not published.</param>
/// <param name="Mean">The mean over the whole benchmark, of a model without scores by task.</param>
/// <param name="Source">Where this line is from, if not where the table is from.</param>
public sealed record PublishedModel(
    string Model, IReadOnlyList<double?>? Scores = null, double? Mean = null, string? Source = null);
