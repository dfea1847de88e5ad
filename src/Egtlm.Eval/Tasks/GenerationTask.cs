using System.Text.Json;
using Egtlm.Eval.Generation.Metrics;

namespace Egtlm.Eval.Tasks;

/// <summary>What a generation task looks at (generation-regression.md, G0 to G8).</summary>
public enum GenerationCheck
{
    /// <summary>Embedding and generating leave each other's numbers alone (G0).</summary>
    Isolation,

    /// <summary>Likelihood of right answers in conversations (G1).</summary>
    Response,

    /// <summary>Likelihood of text, per byte (G2).</summary>
    Text,

    /// <summary>Likelihood of the options of questions (G3).</summary>
    Choice,

    /// <summary>Loops, leaks and shape of greedy answers (G4, G5).</summary>
    Degeneration,

    /// <summary>Instructions that a program can check (G6).</summary>
    Instructions,

    /// <summary>Right answers (G7).</summary>
    Answers,

    /// <summary>Distance of next-token distributions from those that a baseline's run kept (G8).</summary>
    Drift,
}

/// <summary>How what is asked reaches the model.</summary>
public enum PromptForm
{
    /// <summary>As a user's turn through the model's chat template; as text where the model has none.</summary>
    Chat,

    /// <summary>As text to go on with.</summary>
    Text,
}

/// <summary>Where the rows of a data set hold what a check reads.</summary>
public sealed record GenerationColumns(
    string Id = "id",
    string Cluster = "cluster",
    string Text = "text",
    string Messages = "messages",
    string Answer = "answer")
{
    /// <summary>One column that holds a list, or a column for each option.</summary>
    public IReadOnlyList<string> Options { get; init; } = ["options"];
}

/// <summary>Solved questions in front of the one that is asked, of the same cluster where the rows have clusters.</summary>
/// <param name="Split">Where they come from.</param>
/// <param name="Count">The first so many.</param>
/// <param name="Separator">Between one and the next.</param>
public sealed record FewShot(string Split, int Count, string Separator = "\n\n");

/// <summary>A check of the generating half of a model.</summary>
public sealed record GenerationTask : TaskDefinition
{
    public required GenerationCheck Check { get; init; }

    public PromptForm PromptForm { get; init; } = PromptForm.Chat;

    /// <summary>What is asked about a row: a text in which <c>{column}</c> stands for the row's value.</summary>
    public string Template { get; init; } = "{prompt}";

    public GenerationColumns Columns { get; init; } = new();

    /// <summary>What is scored in place of the options' texts, such as A, B, C and D; empty for the texts.</summary>
    public IReadOnlyList<string> OptionLabels { get; init; } = [];

    public FewShot? Shots { get; init; }

    /// <summary>Rows that are evaluated, spread evenly over the split; null for all.</summary>
    public int? MaxItems { get; init; }

    /// <summary>
    /// Text: a regular expression of the line that begins a document, where rows are lines (WikiText). It counts behind
    /// an empty line only, and the lines up to the next one are joined; null: every row is a document.
    /// </summary>
    public string? DocumentStart { get; init; }

    /// <summary>Text: tokens that a window reads and does not score.</summary>
    public int ContextTokens { get; init; } = 256;

    /// <summary>Text: tokens that a window scores.</summary>
    public int ScoredTokens { get; init; } = 256;

    /// <summary>Text: windows of a part whose next-token distributions are kept, spread evenly, for the drift of other
    /// models; 0 for none.</summary>
    public int KeptWindows { get; init; }

    /// <summary>Most tokens of an answer.</summary>
    public int MaxNewTokens { get; init; } = 128;

    /// <summary>Texts that end an answer besides the model's end tokens.</summary>
    public IReadOnlyList<string> StopTexts { get; init; } = [];

    /// <summary>Strings of templates that no answer may hold.</summary>
    public IReadOnlyList<string> Leaks { get; init; } = [];

    public DegenerationRules Degeneration { get; init; } = new();

    /// <summary>Answers: a regular expression that finds the answer strictly; null takes all of it.</summary>
    public string? AnswerPattern { get; init; }

    public override TaskType Type => TaskType.Generation;

    /// <summary>The name of a check in task files and in parts of benchmarks, such as <c>genreg/text</c>.</summary>
    public static string NameOf(GenerationCheck check) => JsonNamingPolicy.SnakeCaseLower.ConvertName(check.ToString());
}
