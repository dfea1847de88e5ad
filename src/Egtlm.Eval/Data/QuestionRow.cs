using System.Globalization;
using System.Text;
using System.Text.Json;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>A row of a generation check, as the columns and the template of its task read it.</summary>
/// <param name="number">Place of the row, from 1: its id where it has none.</param>
internal sealed class QuestionRow(GenerationTask task, Row row, int number)
{
    public GenerationColumns Columns => task.Columns;

    public string Id => row.Has(Columns.Id) ? row.Id(Columns.Id) : number.ToString(CultureInfo.InvariantCulture);

    public string Cluster => row.Has(Columns.Cluster) ? row.Id(Columns.Cluster) : Id;

    /// <summary>The row with all its JSON.</summary>
    public JsonRow JsonRow => row as JsonRow
        ?? throw row.Failure($"'{task.Name}' reads nested objects", "give the data as JSON lines");

    /// <summary>Columns that may be read.</summary>
    public static IReadOnlyList<string> ColumnsOf(GenerationTask task) =>
    [
        task.Columns.Id, task.Columns.Cluster, task.Columns.Text, task.Columns.Answer, .. task.Columns.Options,
        .. Parts(task.Template).Where(part => part.IsColumn).Select(part => part.Text), "script", "kind",
    ];

    public string Text(string column) => row.Text(column);

    public JsonElement Json(string column) => JsonRow.Element.TryGetProperty(column, out var value)
        ? value
        : throw row.Failure($"column '{column}' is missing");

    /// <summary>The task's template with the row's values.</summary>
    public string Question()
    {
        var text = new StringBuilder();
        foreach (var (part, isColumn) in Parts(task.Template))
        {
            text.Append(isColumn ? row.Id(part) : part);
        }

        return text.ToString();
    }

    /// <summary>What is scored: labels where the task has some, else the options themselves.</summary>
    public IReadOnlyList<string> Options()
    {
        var texts = OptionTexts();
        if (texts.Count < 2 || texts.Any(string.IsNullOrEmpty))
        {
            throw row.Failure("found fewer than two options, or an empty one", "a question has two options or more");
        }

        return task.OptionLabels.Count == 0 ? texts
            : task.OptionLabels.Count == texts.Count ? task.OptionLabels
            : throw row.Failure(FormattableString.Invariant(
                $"found {texts.Count} options, the task has {task.OptionLabels.Count} labels"));
    }

    /// <summary>Index of the right option: a number from 0, or the name of a column or label.</summary>
    public int GoldOption()
    {
        var answer = row.Id(Columns.Answer);
        var names = task.OptionLabels.Count > 0 ? task.OptionLabels : Columns.Options;
        var count = OptionTexts().Count;
        var index = names.Count > 1 && names.Contains(answer) ? names.ToList().IndexOf(answer)
            : int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place
            : -1;
        return index >= 0 && index < count ? index : throw row.Failure(FormattableString.Invariant(
            $"found '{answer}' in '{Columns.Answer}', expected the index of one of {count} options"));
    }

    public IReadOnlyList<string> Answers()
    {
        IReadOnlyList<string> answers = row.IsList(Columns.Answer) ? row.Ids(Columns.Answer) : [row.Id(Columns.Answer)];
        return answers.Count > 0 && answers.All(answer => answer.Length > 0)
            ? answers
            : throw row.Failure($"'{Columns.Answer}' is empty");
    }

    /// <summary>As <c>kind</c> says; without it an answer, or what comes behind "#### ", that reads as a number.</summary>
    public bool IsNumber() => row.OptionalText("kind") switch
    {
        "number" => true,
        "text" => false,
        null => Answers().All(answer => decimal.TryParse(
            answer.Split("#### ")[^1], NumberStyles.Number, CultureInfo.InvariantCulture, out _)),
        var other => throw row.Failure($"found '{other}' in 'kind', expected 'number' or 'text'"),
    };

    public ExpectedScript Script() => row.OptionalText("script") switch
    {
        "han" => ExpectedScript.Han,
        "latin" => ExpectedScript.Latin,
        null or "none" => ExpectedScript.None,
        var other => throw row.Failure($"found '{other}' in 'script', expected 'han', 'latin' or 'none'"),
    };

    public EvaluationException Failure(string message, string? hint = null, Exception? inner = null) =>
        row.Failure(message, hint, inner);

    private IReadOnlyList<string> OptionTexts() => Columns.Options is [var one]
        ? row.Texts(one)
        : [.. Columns.Options.Select(row.Text)];

    /// <summary>Text and columns of a template, in order; a brace without a partner is text.</summary>
    private static IEnumerable<(string Text, bool IsColumn)> Parts(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                yield return (template[at..], false);
                yield break;
            }

            yield return (template[at..open], false);
            yield return (template[(open + 1)..close], true);
            at = close + 1;
        }
    }
}
