namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// A text that went through the filter <c>safe</c>. It prints as any text; but Jinja escapes for HTML what is added to
/// it, so everything besides printing and comparing is refused.
/// </summary>
internal sealed record SafeText(string Text)
{
    public static PythonError Refusal(string use) => PythonError.Unsupported($"{use} a text that filter 'safe' gave");
}
