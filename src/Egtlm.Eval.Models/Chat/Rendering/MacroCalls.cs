using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Rendering;

/// <summary>Makes macros callable.</summary>
internal sealed class MacroCalls(Evaluator evaluator, Renderer renderer)
{
    /// <param name="scope">Where the macro is defined: it sees the names there, not those of its callers.</param>
    public Callable Define(MacroShape shape, Scope scope) => new(shape.Name, "jinja2.runtime.Macro", arguments =>
    {
        var inner = new Scope(scope);
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments.Named)
        {
            named[name] = value;
        }

        if (arguments.Positional.Count > shape.Parameters.Count)
        {
            throw new PythonError($"macro '{shape.Name}' takes not more than {shape.Parameters.Count} argument(s)");
        }

        for (var i = 0; i < shape.Parameters.Count; i++)
        {
            var parameter = shape.Parameters[i];
            inner.Set(parameter.Name, i < arguments.Positional.Count ? arguments.Positional[i]
                : named.Remove(parameter.Name, out var given) ? given
                : parameter.Default is { } otherwise ? evaluator.Evaluate(otherwise, inner)
                : new Undefined($"parameter '{parameter.Name}' was not provided"));
        }

        if (shape.UsesCaller && shape.Parameters.All(parameter => parameter.Name != "caller"))
        {
            inner.Set("caller", named.Remove("caller", out var caller) ? caller : new Undefined("No caller defined"));
        }

        return named.Count > 0
            ? throw new PythonError($"macro '{shape.Name}' takes no keyword argument '{named.Keys.First()}'")
            : renderer.Text(shape.Body, inner);
    });
}
