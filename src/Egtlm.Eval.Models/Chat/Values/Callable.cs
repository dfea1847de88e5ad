namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>A function, a method with its owner, or a macro.</summary>
/// <param name="TypeName">Python's name of its type.</param>
/// <param name="Invoke">What a call does.</param>
internal sealed record Callable(string Name, string TypeName, Func<CallArguments, object?> Invoke);
