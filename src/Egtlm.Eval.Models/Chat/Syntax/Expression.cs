namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>An expression of the template language.</summary>
/// <param name="Offset">Where it is in the source, for messages.</param>
internal abstract record Expression(int Offset);

internal sealed record Literal(object? Value, int Offset) : Expression(Offset);

internal sealed record NameReference(string Name, int Offset) : Expression(Offset);

internal sealed record ListLiteral(IReadOnlyList<Expression> Items, bool IsTuple, int Offset) : Expression(Offset);

internal sealed record DictLiteral(IReadOnlyList<DictEntry> Entries, int Offset) : Expression(Offset);

internal sealed record DictEntry(Expression Key, Expression Value);

internal enum UnaryOperator
{
    Not,
    Minus,
    Plus,
}

internal sealed record Unary(UnaryOperator Operator, Expression Operand, int Offset) : Expression(Offset);

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
}

internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right, int Offset)
    : Expression(Offset);

/// <summary><c>and</c>, <c>or</c>: the value is one of the operands.</summary>
internal sealed record Logical(bool IsAnd, Expression Left, Expression Right, int Offset) : Expression(Offset);

/// <summary><c>a ~ b ~ c</c>: the texts of the operands joined.</summary>
internal sealed record Concatenation(IReadOnlyList<Expression> Operands, int Offset) : Expression(Offset);

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// <summary><c>a &lt; b &lt;= c</c>: every operand is computed once, and only until a link is false.</summary>
internal sealed record Comparison(Expression First, IReadOnlyList<ComparisonLink> Links, int Offset)
    : Expression(Offset);

internal sealed record ComparisonLink(ComparisonOperator Operator, Expression Operand);

/// <param name="Otherwise">Null where there is no <c>else</c>: the value is then undefined.</param>
internal sealed record Conditional(Expression Test, Expression Value, Expression? Otherwise, int Offset)
    : Expression(Offset);

internal sealed record AttributeAccess(Expression Target, string Name, int Offset) : Expression(Offset);

internal sealed record ItemAccess(Expression Target, Expression Key, int Offset) : Expression(Offset);

internal sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step, int Offset)
    : Expression(Offset);

internal sealed record Call(Expression Target, Arguments Arguments, int Offset) : Expression(Offset);

/// <param name="Input">Null in a filter of a block: the input is then the text of the block.</param>
internal sealed record FilterCall(Expression? Input, string Name, Arguments Arguments, int Offset)
    : Expression(Offset);

internal sealed record TestCall(Expression Input, string Name, Arguments Arguments, int Offset) : Expression(Offset);

/// <summary>Positional arguments, then those by name.</summary>
/// <param name="Unpacked">Its items are further positional arguments; null where there is no <c>*</c>.</param>
internal sealed record Arguments(
    IReadOnlyList<Expression> Positional,
    IReadOnlyList<KeyValuePair<string, Expression>> Named,
    Expression? Unpacked)
{
    public static Arguments None { get; } = new([], [], null);
}
