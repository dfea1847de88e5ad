namespace Egtlm.Eval.Search;

/// <summary>Vectors with an id each: row i belongs to <c>Ids[i]</c>.</summary>
public sealed record IdentifiedVectors(IReadOnlyList<string> Ids, Matrix<float> Vectors);
