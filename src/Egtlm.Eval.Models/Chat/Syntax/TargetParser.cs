namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses what is assigned to: a name, a tuple of names, or an attribute of a namespace.</summary>
internal static class TargetParser
{
    /// <param name="allowsNamespace"><c>set</c> may assign to <c>ns.name</c>, <c>for</c> may not.</param>
    public static AssignmentTarget Parse(TokenReader tokens, bool allowsNamespace)
    {
        var offset = tokens.Current.Offset;
        var items = new List<AssignmentTarget> { ParseOne(tokens, allowsNamespace) };
        var isTuple = false;
        while (tokens.SkipOperator(","))
        {
            isTuple = true;
            if (tokens.Current.Kind != TokenKind.Name && !tokens.Current.IsOperator("("))
            {
                break;
            }

            items.Add(ParseOne(tokens, allowsNamespace));
        }

        return isTuple ? new TupleTarget(items, offset) : items[0];
    }

    /// <summary>A name that may be assigned to.</summary>
    public static Token ParseName(TokenReader tokens)
    {
        var name = tokens.ExpectAnyName();
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None" or "loop")
        {
            throw tokens.Error(name.Offset, $"cannot assign to '{name.Text}'");
        }

        tokens.KnownNames.Add(name.Text);
        return name;
    }

    private static AssignmentTarget ParseOne(TokenReader tokens, bool allowsNamespace)
    {
        if (tokens.SkipOperator("("))
        {
            var inner = tokens.Nested(() => Parse(tokens, allowsNamespace));
            tokens.Expect(")");
            return inner;
        }

        if (allowsNamespace && tokens.Following.IsOperator("."))
        {
            var space = tokens.ExpectAnyName();
            tokens.Next();
            var attribute = tokens.ExpectAnyName();
            tokens.KnownNames.Add(attribute.Text);
            return new NamespaceTarget(space.Text, attribute.Text, space.Offset);
        }

        var name = ParseName(tokens);
        return new NameTarget(name.Text, name.Offset);
    }
}
