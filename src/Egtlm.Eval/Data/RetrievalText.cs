namespace Egtlm.Eval.Data;

/// <summary>The texts that mteb encodes for documents and queries.</summary>
/// <remarks>Source: mteb 2.20 <c>_create_dataloaders.py</c>; docs: scoring-spec §2.6 and corrections 7.</remarks>
public static class RetrievalText
{
    /// <summary>Title and text with one space between, trimmed; the text alone when the title is empty.</summary>
    public static string Document(CorpusDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Title is null || document.Text is null)
        {
            throw new EvaluationException(
                $"document '{document.Id}' has no {(document.Text is null ? "text" : "title")} (null)",
                "a missing title is an empty text");
        }

        return PythonText.Strip(
            document.Title.Length > 0 ? document.Title + " " + document.Text : document.Text);
    }

    /// <summary>
    /// The texts of queries: not trimmed, followed by one space and the instruction where the set has instructions.
    /// </summary>
    /// <exception cref="EvaluationException">Some queries have an instruction and some have none.</exception>
    public static string[] Queries(IReadOnlyList<RetrievalQuery> queries)
    {
        if (queries.Any(query => query.Instruction is not null)
            && queries.FirstOrDefault(query => query.Instruction is null) is { } without)
        {
            throw new EvaluationException(
                $"query '{without.Id}' has no instruction, other queries of the set have one",
                "give every query an instruction (an empty text is one), or none");
        }

        return
        [
            .. queries.Select(query => query.Instruction is null ? query.Text : $"{query.Text} {query.Instruction}"),
        ];
    }

    /// <summary>
    /// The query text of a conversation: its turns joined by "; ", after the instruction if there is one.
    /// </summary>
    /// <param name="turns">A message each, or <see cref="Turn"/> where the set names roles.</param>
    public static string Conversation(IEnumerable<string> turns, string? instruction = null) =>
        (instruction is null ? "" : instruction + " ") + string.Join("; ", turns);

    /// <summary>A conversation turn with its role.</summary>
    public static string Turn(string role, string content) => $"{role}: {content}";
}
