namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>Parses <c>macro</c> and <c>call</c>.</summary>
internal sealed class MacroParser(TokenReader tokens, ExpressionParser expressions, TemplateParser template)
{
    public MacroDefinition ParseMacro(Token tag)
    {
        var name = TargetParser.ParseName(tokens).Text;
        return new MacroDefinition(name, ParseShape(tag, name, ParseParameters(), "endmacro"));
    }

    public CallBlock ParseCall(Token tag)
    {
        var parameters = tokens.Current.IsOperator("(") ? ParseParameters() : [];
        var offset = tokens.Current.Offset;
        if (expressions.Parse() is not Call call)
        {
            throw tokens.Error(offset, "expected the call of a macro");
        }

        return new CallBlock(call, ParseShape(tag, "caller", parameters, "endcall"));
    }

    private MacroShape ParseShape(Token tag, string name, List<MacroParameter> parameters, string end)
    {
        var first = tokens.Place;
        tokens.KnownNames.Add("caller");
        var body = template.ParseBody(tag, end).Body;
        var names = tokens.NamesSince(first).ToArray();
        if (names.FirstOrDefault(found => found.Text is "varargs" or "kwargs") is { Text: not null } extra)
        {
            throw tokens.Error(extra.Offset, $"'{extra.Text}' in a macro is not supported", "name the parameters");
        }

        return new MacroShape(name, parameters, names.Any(found => found.Text == "caller"), body);
    }

    private List<MacroParameter> ParseParameters()
    {
        tokens.Expect("(");
        var hasDefault = false;
        return tokens.ReadList(")", () =>
        {
            var name = TargetParser.ParseName(tokens);
            var otherwise = tokens.SkipOperator("=") ? expressions.Parse() : null;
            if (hasDefault && otherwise is null)
            {
                throw tokens.Error(name.Offset, $"parameter '{name.Text}' without default follows one with a default");
            }

            hasDefault |= otherwise is not null;
            return new MacroParameter(name.Text, otherwise);
        });
    }
}
