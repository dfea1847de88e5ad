namespace Egtlm.Eval.Models.Chat.Syntax;

/// <summary>A statement of the template language.</summary>
internal abstract record Statement;

internal sealed record TextOutput(string Text) : Statement;

internal sealed record Output(Expression Value) : Statement;

internal sealed record If(IReadOnlyList<IfBranch> Branches, IReadOnlyList<Statement> Otherwise) : Statement;

internal sealed record IfBranch(Expression Test, IReadOnlyList<Statement> Body);

/// <param name="Filter">Items for which it is false are left out before they are counted.</param>
internal sealed record For(
    AssignmentTarget Target,
    Expression Items,
    Expression? Filter,
    IReadOnlyList<Statement> Body,
    IReadOnlyList<Statement> Otherwise) : Statement;

internal sealed record LoopExit(bool IsBreak) : Statement;

internal sealed record Set(AssignmentTarget Target, Expression Value) : Statement;

/// <param name="Filter">What is done with the text of the body; its innermost input is null.</param>
internal sealed record SetBlock(AssignmentTarget Target, FilterCall? Filter, IReadOnlyList<Statement> Body) : Statement;

internal sealed record FilterBlock(FilterCall Filter, IReadOnlyList<Statement> Body) : Statement;

internal sealed record MacroDefinition(string Name, MacroShape Shape) : Statement;

/// <summary><c>call</c>: a macro that gets the body as its <c>caller</c>.</summary>
internal sealed record CallBlock(Call Call, MacroShape Caller) : Statement;

internal sealed record With(IReadOnlyList<Set> Assignments, IReadOnlyList<Statement> Body) : Statement;

/// <summary>The part that the assistant wrote: printed as it is.</summary>
internal sealed record GenerationBlock(IReadOnlyList<Statement> Body) : Statement;

/// <summary>Parameters and body of a macro.</summary>
/// <param name="UsesCaller">The body names <c>caller</c>, so the macro can be used with <c>call</c>.</param>
internal sealed record MacroShape(
    string Name,
    IReadOnlyList<MacroParameter> Parameters,
    bool UsesCaller,
    IReadOnlyList<Statement> Body);

internal sealed record MacroParameter(string Name, Expression? Default);

/// <summary>What is assigned to.</summary>
internal abstract record AssignmentTarget(int Offset);

internal sealed record NameTarget(string Name, int Offset) : AssignmentTarget(Offset);

internal sealed record NamespaceTarget(string Name, string Attribute, int Offset) : AssignmentTarget(Offset);

internal sealed record TupleTarget(IReadOnlyList<AssignmentTarget> Items, int Offset) : AssignmentTarget(Offset);
