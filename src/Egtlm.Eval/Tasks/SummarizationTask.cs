namespace Egtlm.Eval.Tasks;

/// <summary>Column names of a summarization data set.</summary>
public sealed record SummarizationColumns(
    string Text, string HumanSummaries, string MachineSummaries, string Relevance);

/// <summary>How well similarity to human summaries orders machine summaries (scoring-spec §2.10).</summary>
public sealed record SummarizationTask : TaskDefinition
{
    /// <summary>Lowest human rating of the data set's scale.</summary>
    public required double MinScore { get; init; }

    /// <summary>Highest human rating of the data set's scale.</summary>
    public required double MaxScore { get; init; }

    /// <summary>Whether every mean runs over correlations and their p-values, as in mteb's deprecated evaluator of
    /// SummEval (mteb issue 1156).</summary>
    public bool IncludesPValues { get; init; }

    public SummarizationColumns Columns { get; init; } =
        new("text", "human_summaries", "machine_summaries", "relevance");

    public override TaskType Type => TaskType.Summarization;
}
