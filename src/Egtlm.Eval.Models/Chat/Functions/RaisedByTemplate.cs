namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The template called <c>raise_exception</c>: it refuses the messages.</summary>
internal sealed class RaisedByTemplate(string message) : Exception(message);
