using System.Text;
using Egtlm.Eval.Models.Chat.Functions;
using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Rendering;

/// <summary>Carries out the statements of a template.</summary>
internal sealed class Renderer
{
    private readonly Effort _effort = new();
    private readonly Evaluator _evaluator;
    private readonly MacroCalls _macros;

    private Renderer(TimeProvider clock)
    {
        _evaluator = new Evaluator(_effort, clock);
        _macros = new MacroCalls(_evaluator, this);
    }

    /// <summary>What a statement does to the loop around it.</summary>
    private enum Flow
    {
        Next,
        Continue,
        Break,
    }

    /// <param name="variables">What the template sees by name.</param>
    public static string Render(
        TemplateSource source,
        IReadOnlyList<Statement> template,
        IEnumerable<KeyValuePair<string, object?>> variables,
        TimeProvider clock)
    {
        var scope = new Scope(null);
        foreach (var (name, value) in variables)
        {
            scope.Set(name, value);
        }

        var renderer = new Renderer(clock);
        try
        {
            // What the template sets must not hide the variables from macros, so it has a scope of its own.
            return renderer.Text(template, new Scope(scope));
        }
        catch (PythonError error)
        {
            throw source.Error(renderer._evaluator.Place, error.Message);
        }
        catch (RaisedByTemplate raised)
        {
            throw source.Error(
                renderer._evaluator.Place, $"the template refuses these messages: {raised.Message}", "change them");
        }
    }

    /// <summary>The text of a body of its own, such as a macro's.</summary>
    public string Text(IReadOnlyList<Statement> body, Scope scope)
    {
        var output = new StringBuilder();
        Run(body, scope, output);
        return output.ToString();
    }

    private Flow Run(IReadOnlyList<Statement> body, Scope scope, StringBuilder output)
    {
        _effort.Enter();
        var flow = Flow.Next;
        for (var i = 0; i < body.Count && flow == Flow.Next; i++)
        {
            flow = Run(body[i], scope, output);
            Limits.Characters(output.Length);
        }

        _effort.Leave();
        return flow;
    }

    private Flow Run(Statement statement, Scope scope, StringBuilder output)
    {
        switch (statement)
        {
            case TextOutput text:
                output.Append(text.Text);
                return Flow.Next;
            case Output print:
                output.Append(PythonText.Of(_evaluator.Evaluate(print.Value, scope)));
                return Flow.Next;
            case If branches:
                return Run(Chosen(branches, scope), scope, output);
            case For loop:
                return RunLoop(loop, scope, output);
            case LoopExit exit:
                return exit.IsBreak ? Flow.Break : Flow.Continue;
            case Set set:
                Assign(set.Target, _evaluator.Evaluate(set.Value, scope), scope);
                return Flow.Next;
            case With with:
                return Run(with.Body, Assigned(with, scope), output);
            case SetBlock or FilterBlock:
                return RunFiltered(statement, scope, output);
            case GenerationBlock generation:
                output.Append(Text(generation.Body, new Scope(scope)));
                return Flow.Next;
            case MacroDefinition macro:
                scope.Set(macro.Name, _macros.Define(macro.Shape, scope));
                return Flow.Next;
            case CallBlock call:
                var caller = _macros.Define(call.Caller, scope);
                output.Append(PythonText.Of(_evaluator.Invoke(call.Call, scope, caller)));
                return Flow.Next;
            default:
                throw new InvalidOperationException($"no rendering of {statement.GetType()}");
        }
    }

    private IReadOnlyList<Statement> Chosen(If branches, Scope scope) =>
        branches.Branches.FirstOrDefault(branch => Types.IsTrue(_evaluator.Evaluate(branch.Test, scope)))?.Body
        ?? branches.Otherwise;

    private Scope Assigned(With with, Scope scope)
    {
        // The values are computed outside, so that they do not see each other.
        var inner = new Scope(scope);
        foreach (var set in with.Assignments)
        {
            Assign(set.Target, _evaluator.Evaluate(set.Value, scope), inner);
        }

        return inner;
    }

    private Flow RunFiltered(Statement statement, Scope scope, StringBuilder output)
    {
        var (body, filter) = statement switch
        {
            SetBlock block => (block.Body, block.Filter),
            FilterBlock block => (block.Body, block.Filter),
            _ => throw new InvalidOperationException($"no body in {statement.GetType()}"),
        };
        var inner = new Scope(scope);
        var text = new StringBuilder();
        if (Run(body, inner, text) is not Flow.Next and var flow)
        {
            return flow; // what was printed before a break is lost, as in Jinja
        }

        var value = filter is null ? text.ToString() : _evaluator.FilterBlock(filter, text.ToString(), inner);
        if (statement is SetBlock set)
        {
            Assign(set.Target, value, scope);
        }
        else
        {
            output.Append(PythonText.Of(value));
        }

        return Flow.Next;
    }

    private Flow RunLoop(For statement, Scope scope, StringBuilder output)
    {
        var items = _evaluator.Evaluate(statement.Items, scope);
        var values = Types.Items(items);
        var loop = statement.Filter is { } filter
            ? new Loop(null, Kept(statement, filter, values, scope))
            : new Loop(items is PythonIterator ? null : (int)Types.Length(items), values);
        var ranToEnd = false;
        while (loop.MoveNext())
        {
            var inner = new Scope(scope);
            inner.Set("loop", loop);
            Assign(statement.Target, loop.Current, inner);
            var flow = Run(statement.Body, inner, output);
            if (flow == Flow.Break)
            {
                break;
            }

            ranToEnd |= flow == Flow.Next;
        }

        // Jinja notes only a body that ran to its end: after nothing but 'continue', or a first 'break', 'else' runs.
        return ranToEnd ? Flow.Next : Run(statement.Otherwise, new Scope(scope), output);
    }

    private IEnumerable<object?> Kept(For statement, Expression filter, IEnumerable<object?> items, Scope scope)
    {
        foreach (var item in items)
        {
            var inner = new Scope(scope);
            Assign(statement.Target, item, inner);
            if (Types.IsTrue(_evaluator.Evaluate(filter, inner)))
            {
                yield return item;
            }
        }
    }

    private static void Assign(AssignmentTarget target, object? value, Scope scope)
    {
        switch (target)
        {
            case NameTarget name:
                scope.Set(name.Name, value);
                break;
            case NamespaceTarget attribute:
                var space = scope.TryGet(attribute.Name, out var found) ? found as Namespace : null;
                (space ?? throw new PythonError($"cannot assign attribute on non-namespace object '{attribute.Name}'"))
                    .Attributes[attribute.Attribute] = value;
                break;
            case TupleTarget tuple:
                var values = Unpacking.Unpack(value, tuple.Items.Count);
                for (var i = 0; i < values.Count; i++)
                {
                    Assign(tuple.Items[i], values[i], scope);
                }

                break;
        }
    }
}
