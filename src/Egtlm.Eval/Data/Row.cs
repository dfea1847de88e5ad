namespace Egtlm.Eval.Data;

/// <summary>What a value of a row is.</summary>
internal enum CellKind
{
    Null,
    Text,
    Number,
    Boolean,
    List,
    Other,
}

/// <summary>One row of a table; a failure names file and row, what was found and what was expected.</summary>
/// <remarks>A row is valid while it is read only. Texts are never trimmed or changed.</remarks>
internal abstract class Row
{
    /// <summary>File and line, or file and row, for messages.</summary>
    public abstract string Place { get; }

    /// <summary>Whether the column is there; its value may be null.</summary>
    public abstract bool Has(string column);

    /// <summary>A string.</summary>
    public abstract string Text(string column);

    /// <summary>A string, or null when the column is missing or null.</summary>
    public abstract string? OptionalText(string column);

    /// <summary>An id: a string, or an integer in its decimal form, as mteb casts it.</summary>
    /// <param name="columns">Names that the column may have.</param>
    public abstract string Id(params ReadOnlySpan<string> columns);

    /// <summary>A number.</summary>
    public abstract double Real(string column);

    /// <summary>An integer; 1.0 is one too.</summary>
    public abstract long Integer(string column);

    /// <summary>A class: an integer or a string.</summary>
    public abstract Label Label(string column);

    /// <summary>Whether the column holds a list.</summary>
    public abstract bool IsList(string column);

    /// <summary>A list of strings.</summary>
    public abstract IReadOnlyList<string> Texts(string column);

    /// <summary>A list of ids.</summary>
    public abstract IReadOnlyList<string> Ids(string column);

    /// <summary>A list of numbers.</summary>
    public abstract IReadOnlyList<double> Reals(string column);

    /// <summary>A list of integers.</summary>
    public abstract IReadOnlyList<long> Integers(string column);

    /// <summary>A list of classes.</summary>
    public abstract IReadOnlyList<Label> Labels(string column);

    /// <summary>A failure that names this row.</summary>
    public EvaluationException Failure(string message, string? hint = null, Exception? inner = null) =>
        new($"{Place}: {message}", hint, inner);
}
