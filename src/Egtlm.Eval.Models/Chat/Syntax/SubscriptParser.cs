namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses what is between <c>[</c> and <c>]</c>: a key or a slice.</summary>
internal static class SubscriptParser
{
    public static Expression Parse(TokenReader tokens, ExpressionParser expressions, Expression target, int offset)
    {
        var start = tokens.Current.IsOperator(":") ? null : expressions.Parse();
        if (tokens.SkipOperator(":"))
        {
            var stop = Bound(tokens, expressions);
            var step = tokens.SkipOperator(":") ? Bound(tokens, expressions) : null;
            Close(tokens);
            return new Slice(target, start, stop, step, offset);
        }

        Close(tokens);
        return new ItemAccess(target, start!, offset); // not null: there was no colon
    }

    private static Expression? Bound(TokenReader tokens, ExpressionParser expressions) =>
        tokens.Current.IsOperator(":") || tokens.Current.IsOperator("]") || tokens.Current.IsOperator(",")
            ? null
            : expressions.Parse();

    private static void Close(TokenReader tokens)
    {
        if (tokens.Current.IsOperator(","))
        {
            throw tokens.Error(tokens.Current.Offset, "a subscript with a comma is not supported");
        }

        tokens.Expect("]");
    }
}
