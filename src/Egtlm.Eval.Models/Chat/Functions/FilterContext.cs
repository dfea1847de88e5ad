using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>A use of a filter or a test: its name, the value before the bar and the arguments.</summary>
internal readonly record struct FilterContext(string Name, object? Input, CallArguments Arguments)
{
    public BoundArguments Bind(int required, params ReadOnlySpan<string> parameters) =>
        Arguments.Bind($"filter '{Name}'", required, parameters);

    /// <summary>The input of a filter without arguments.</summary>
    public object? Only()
    {
        Bind(0);
        return Input;
    }

    /// <summary>The input of a text filter without arguments; other values are printed first, as Jinja does.</summary>
    public string OnlyText() => PythonText.Of(Only());
}
