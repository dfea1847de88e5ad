namespace Egtlm.Eval.Results;

/// <summary>
/// mteb's rounding of scores when a file is written. Source: mteb/results/task_result.py, <c>_round_scores</c>.
/// </summary>
public static class ScoreRounding
{
    /// <summary>
    /// Rounds every float to 6 decimals, through objects and lists; a list inside a list is left as it is.
    /// </summary>
    public static Scores Round(Scores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var rounded = new Scores();
        foreach (var (name, value) in scores)
        {
            rounded.Add(name, value is ScoreValue.List list ? RoundItems(list) : RoundOne(value));
        }

        return rounded;
    }

    private static ScoreValue.List RoundItems(ScoreValue.List list) => new([.. list.Items.Select(RoundOne)]);

    private static ScoreValue RoundOne(ScoreValue value) => value switch
    {
        ScoreValue.Map map => new ScoreValue.Map(Round(map.Items)),
        ScoreValue.Number { IsNumpy: true } number => PythonFloat.RoundNumpy(number.Value, TaskResult.Decimals),
        ScoreValue.Number number => PythonFloat.Round(number.Value, TaskResult.Decimals),
        _ => value,
    };
}
