using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Functions;

namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses calls, filters and tests, and refuses those that this subset lacks by name and place.</summary>
internal sealed class CallParser(TokenReader tokens, ExpressionParser expressions, OperandParser operands)
{
    /// <summary>Filters that take the name of another filter or of a test, and the place of that argument.</summary>
    private static readonly FrozenDictionary<string, (int Place, bool IsFilter)> TakingNames =
        new Dictionary<string, (int Place, bool IsFilter)>
        {
            ["map"] = (0, true),
            ["select"] = (0, false),
            ["reject"] = (0, false),
            ["selectattr"] = (1, false),
            ["rejectattr"] = (1, false),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<NameReference> _calledNames = [];

    /// <summary>Every function that is called must be one of ours or of the template.</summary>
    public void CheckNames()
    {
        foreach (var call in _calledNames.Where(call => !GlobalFunctions.Names.Contains(call.Name)))
        {
            if (!tokens.KnownNames.Contains(call.Name))
            {
                throw tokens.Unsupported(call.Offset, $"function '{call.Name}'", GlobalFunctions.Names);
            }
        }
    }

    public Call ParseCall(Expression target)
    {
        if (target is NameReference name)
        {
            _calledNames.Add(name);
        }
        else if (target is AttributeAccess method && !Methods.Names.Contains(method.Name)
            && !tokens.KnownNames.Contains(method.Name))
        {
            throw tokens.Unsupported(method.Offset, $"method '{method.Name}'", Methods.Names);
        }

        return new Call(target, ParseArguments(), target.Offset);
    }

    private Arguments ParseArguments()
    {
        var positional = new List<Expression>();
        var named = new List<KeyValuePair<string, Expression>>();
        Expression? unpacked = null;
        tokens.Expect("(");
        foreach (var (mark, value) in tokens.ReadList(")", ParseArgument))
        {
            if (mark is { Kind: TokenKind.Name } name)
            {
                if (named.Any(other => other.Key == name.Text))
                {
                    throw tokens.Error(name.Offset, $"argument '{name.Text}' is given twice");
                }

                named.Add(new(name.Text, value));
            }
            else if (named.Count > 0 || unpacked is not null)
            {
                throw tokens.Error(value.Offset, "a positional argument follows one by name or '*'");
            }
            else if (mark is not null)
            {
                unpacked = value;
            }
            else
            {
                positional.Add(value);
            }
        }

        return new Arguments(positional, named, unpacked);
    }

    /// <returns>The name or the <c>*</c> before the value; null where there is none.</returns>
    private (Token? Mark, Expression Value) ParseArgument()
    {
        var mark = tokens.Current;
        if (mark.IsOperator("**"))
        {
            throw tokens.Error(mark.Offset, "argument unpacking with '**' is not supported");
        }

        if (tokens.SkipOperator("*"))
        {
            return (mark, expressions.Parse());
        }

        if (mark.Kind == TokenKind.Name && tokens.Following.IsOperator("="))
        {
            tokens.Next();
            tokens.Next();
            return (mark, expressions.Parse());
        }

        return (null, expressions.Parse());
    }

    public FilterCall ParseFilter(Expression? input)
    {
        var name = tokens.ExpectAnyName();
        CheckFilter(name.Text, name.Offset);
        var arguments = tokens.Current.IsOperator("(") ? ParseArguments() : Arguments.None;
        CheckNamedFunction(name.Text, arguments.Positional);
        return new FilterCall(input, name.Text, arguments, name.Offset);
    }

    public Expression ParseTest(Expression input)
    {
        var mark = tokens.Next();
        var isNegated = tokens.SkipName("not");
        var name = tokens.ExpectAnyName();
        CheckTest(name.Text, name.Offset);
        if (name.Text is "defined" or "undefined" && input is NameReference asked)
        {
            tokens.KnownNames.Add(asked.Name);
        }

        var arguments = tokens.Current.IsOperator("(") ? ParseArguments()
            : StartsArgument() ? new Arguments([operands.ParseSimple()], [], null) : Arguments.None;
        var test = new TestCall(input, name.Text, arguments, name.Offset);
        return isNegated ? new Unary(UnaryOperator.Not, test, mark.Offset) : test;
    }

    /// <summary>A test can take one argument without parentheses: <c>x is divisibleby 3</c>.</summary>
    private bool StartsArgument()
    {
        if (tokens.Current.IsName("is"))
        {
            throw tokens.Error(tokens.Current.Offset, "tests cannot be chained with 'is'");
        }

        return tokens.Current.Kind is TokenKind.String or TokenKind.Number
            || tokens.Current.IsOperator("[") || tokens.Current.IsOperator("{")
            || (tokens.Current.Kind == TokenKind.Name && tokens.Current.Text is not ("else" or "or" or "and"));
    }

    private void CheckNamedFunction(string filter, IReadOnlyList<Expression> arguments)
    {
        if (TakingNames.TryGetValue(filter, out var taken)
            && arguments.ElementAtOrDefault(taken.Place) is Literal { Value: string name, Offset: var offset })
        {
            if (taken.IsFilter)
            {
                CheckFilter(name, offset);
            }
            else
            {
                CheckTest(name, offset);
            }
        }
    }

    private void CheckFilter(string name, int offset)
    {
        if (!Filters.Names.Contains(name))
        {
            throw tokens.Unsupported(offset, $"filter '{name}'", Filters.Names);
        }
    }

    private void CheckTest(string name, int offset)
    {
        if (!Tests.Names.Contains(name))
        {
            throw tokens.Unsupported(offset, $"test '{name}'", Tests.Names);
        }
    }
}
