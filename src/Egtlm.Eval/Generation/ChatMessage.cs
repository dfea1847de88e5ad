namespace Egtlm.Eval.Generation;

/// <summary>A turn of a conversation.</summary>
/// <param name="Role"><c>user</c>, <c>assistant</c>, <c>system</c> or what else the template knows.</param>
/// <param name="Content">What was said.</param>
public sealed record ChatMessage(string Role, string Content);
