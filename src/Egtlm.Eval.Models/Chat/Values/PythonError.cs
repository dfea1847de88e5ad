namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>What Python would raise while a template is rendered; the renderer adds the place.</summary>
internal sealed class PythonError(string message) : Exception(message)
{
    /// <summary>A construct that Python knows and this subset does not.</summary>
    public static PythonError Unsupported(string what) => new($"{what} is not supported");
}
