using Egtlm.Eval.Models.Chat.Functions;
using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Rendering;

/// <summary>Computes the values of expressions.</summary>
internal sealed class Evaluator(Effort effort, TimeProvider clock)
{
    /// <summary>The operation last begun or the value last computed: where a failure happened.</summary>
    public int Place { get; private set; }

    public object? Evaluate(Expression expression, Scope scope)
    {
        effort.Enter();
        object? value = expression switch
        {
            Literal literal => literal.Value,
            NameReference name => Lookup(name.Name, scope),
            ListLiteral list => new PythonSequence(All(list.Items, scope), list.IsTuple),
            DictLiteral dict => Dict(dict, scope),
            Unary unary => OfUnary(unary, scope),
            Binary binary => OfBinary(binary, scope),
            Logical logical => OfLogical(logical, scope),
            Concatenation concatenation => Concatenate(concatenation, scope),
            Comparison comparison => Compare(comparison, scope),
            Conditional conditional => Choose(conditional, scope),
            AttributeAccess access => AttributeOf(access, scope),
            ItemAccess access => ItemOf(access, scope),
            Slice slice => SliceOf(slice, scope),
            Call call => Invoke(call, scope, null),
            FilterCall filter => Filter(filter, Evaluate(filter.Input!, scope), scope), // not null: not of a block
            TestCall test => Test(test, scope),
            _ => throw new InvalidOperationException($"no value for {expression.GetType()}"),
        };
        effort.Leave();
        Place = expression.Offset;
        return value;
    }

    /// <summary>Applies the filters of a block to its text.</summary>
    public object? FilterBlock(FilterCall filter, string text, Scope scope) => Filter(
        filter, filter.Input is FilterCall inner ? FilterBlock(inner, text, scope) : text, scope);

    /// <param name="caller">The body of a <c>call</c> block, given to the macro.</param>
    public object? Invoke(Call call, Scope scope, Callable? caller)
    {
        var target = Evaluate(call.Target, scope);
        var arguments = ArgumentsOf(call.Arguments, scope);
        if (caller is not null)
        {
            arguments = arguments with { Named = [.. arguments.Named, new("caller", caller)] };
        }

        Place = call.Offset;
        if (target is not Callable callable)
        {
            throw new PythonError(Types.Message(target, $"'{Types.NameOf(target)}' object is not callable"));
        }

        var result = callable.Invoke(arguments);
        effort.Traverse(result);
        return result;
    }

    private object? Lookup(string name, Scope scope) => scope.TryGet(name, out var value)
        ? value
        : GlobalFunctions.Find(name, clock) ?? (object)Undefined.Name(name);

    private object?[] All(IReadOnlyList<Expression> expressions, Scope scope)
    {
        var values = new object?[expressions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Evaluate(expressions[i], scope);
        }

        return values;
    }

    private PythonMapping Dict(DictLiteral dict, Scope scope)
    {
        var entries = dict.Entries.Select(entry =>
            KeyValuePair.Create(Evaluate(entry.Key, scope), Evaluate(entry.Value, scope))).ToArray();
        Place = dict.Offset;
        return new PythonMapping(entries);
    }

    private object OfUnary(Unary unary, Scope scope)
    {
        var operand = Evaluate(unary.Operand, scope);
        Place = unary.Offset;
        return unary.Operator switch
        {
            UnaryOperator.Not => !Types.IsTrue(operand),
            UnaryOperator.Minus => Arithmetic.Negate(operand),
            UnaryOperator.Plus => Arithmetic.Plus(operand),
        };
    }

    private object OfBinary(Binary binary, Scope scope)
    {
        var left = Evaluate(binary.Left, scope);
        var right = Evaluate(binary.Right, scope);
        Place = binary.Offset;
        var value = Arithmetic.Apply(binary.Operator, left, right);
        effort.Traverse(value);
        return value;
    }

    private object? OfLogical(Logical logical, Scope scope)
    {
        var left = Evaluate(logical.Left, scope);
        return Types.IsTrue(left) == logical.IsAnd ? Evaluate(logical.Right, scope) : left;
    }

    private string Concatenate(Concatenation concatenation, Scope scope)
    {
        var values = All(concatenation.Operands, scope);
        Place = concatenation.Offset;
        var text = TextFilters.Joined("", [.. values.Select(PythonText.Of)]);
        effort.Traverse(text);
        return text;
    }

    private bool Compare(Comparison comparison, Scope scope)
    {
        var left = Evaluate(comparison.First, scope);
        foreach (var link in comparison.Links)
        {
            var right = Evaluate(link.Operand, scope);
            Place = comparison.Offset;
            effort.Traverse(left);
            effort.Traverse(right);
            if (!Holds(link.Operator, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private static bool Holds(ComparisonOperator sign, object? left, object? right) => sign switch
    {
        ComparisonOperator.Equal => Equality.AreEqual(left, right),
        ComparisonOperator.NotEqual => !Equality.AreEqual(left, right),
        ComparisonOperator.Less => Equality.Compare(left, right, "<") < 0,
        ComparisonOperator.LessOrEqual => Equality.Compare(left, right, "<=") <= 0,
        ComparisonOperator.Greater => Equality.Compare(left, right, ">") > 0,
        ComparisonOperator.GreaterOrEqual => Equality.Compare(left, right, ">=") >= 0,
        ComparisonOperator.In => Equality.Contains(right, left),
        ComparisonOperator.NotIn => !Equality.Contains(right, left),
    };

    private object? Choose(Conditional conditional, Scope scope)
    {
        if (Types.IsTrue(Evaluate(conditional.Test, scope)))
        {
            return Evaluate(conditional.Value, scope);
        }

        return conditional.Otherwise is { } otherwise
            ? Evaluate(otherwise, scope)
            : new Undefined("the inline if-expression evaluated to false and no else section was defined.");
    }

    private object? AttributeOf(AttributeAccess access, Scope scope)
    {
        var target = Evaluate(access.Target, scope);
        Place = access.Offset;
        return Members.Attribute(target, access.Name);
    }

    private object? ItemOf(ItemAccess access, Scope scope)
    {
        var target = Evaluate(access.Target, scope);
        var key = Evaluate(access.Key, scope);
        Place = access.Offset;
        return Members.Item(target, key);
    }

    private object SliceOf(Slice slice, Scope scope)
    {
        var target = Evaluate(slice.Target, scope);
        var bounds = new[] { slice.Start, slice.Stop, slice.Step }
            .Select(bound => bound is null ? null : Evaluate(bound, scope)).ToArray();
        Place = slice.Offset;
        effort.Traverse(target);
        return Members.Slice(target, bounds[0], bounds[1], bounds[2]);
    }

    private CallArguments ArgumentsOf(Arguments arguments, Scope scope)
    {
        var positional = All(arguments.Positional, scope);
        if (arguments.Unpacked is { } unpacked)
        {
            positional = [.. positional, .. ContainerSize.Collect(Types.Items(Evaluate(unpacked, scope)))];
        }

        var named = arguments.Named.Select(pair => KeyValuePair.Create(pair.Key, Evaluate(pair.Value, scope)));
        return new CallArguments(positional, [.. named]);
    }

    private object? Filter(FilterCall filter, object? input, Scope scope)
    {
        var arguments = ArgumentsOf(filter.Arguments, scope);
        Place = filter.Offset;
        effort.Traverse(input);
        var value = Filters.Apply(filter.Name, input, arguments);
        effort.Traverse(value);
        return value;
    }

    private bool Test(TestCall test, Scope scope)
    {
        var input = Evaluate(test.Input, scope);
        var arguments = ArgumentsOf(test.Arguments, scope);
        Place = test.Offset;
        return Tests.Holds(test.Name, input, arguments);
    }
}
