using System.Text.Json;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>One instruction that a response must follow.</summary>
/// <param name="Kind">A name of <see cref="InstructionKinds.Names"/>, such as <c>punctuation:no_comma</c>.</param>
/// <param name="Arguments">Values by name; null counts as absent, as the rows of google/IFEval fill them.</param>
public sealed record InstructionCheck(string Kind, IReadOnlyDictionary<string, JsonElement> Arguments);
