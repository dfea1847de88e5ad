namespace Egtlm.Eval.Search;

/// <summary>A retrieved document and its similarity to the query.</summary>
public readonly record struct RetrievedDocument(string Id, double Score);

/// <summary>What was retrieved for one query.</summary>
/// <param name="Documents">
/// In any order; an id stands at most once. The order decides the last bits of a standard deviation.
/// </param>
public sealed record QueryRun(string QueryId, IReadOnlyList<RetrievedDocument> Documents);
