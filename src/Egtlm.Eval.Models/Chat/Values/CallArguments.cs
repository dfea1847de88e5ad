namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>The values that a call gives.</summary>
internal sealed record CallArguments(
    IReadOnlyList<object?> Positional,
    IReadOnlyList<KeyValuePair<string, object?>> Named)
{
    public static CallArguments None { get; } = new([], []);

    /// <summary>Gives every argument its parameter, in the order of the parameters.</summary>
    /// <param name="function">The name of what is called, for messages.</param>
    /// <param name="required">So many of the parameters must get a value.</param>
    public BoundArguments Bind(string function, int required, params ReadOnlySpan<string> parameters)
    {
        if (Positional.Count > parameters.Length)
        {
            throw new PythonError(
                $"{function} takes at most {parameters.Length} argument(s), {Positional.Count} were given");
        }

        var values = new object?[parameters.Length];
        Array.Fill(values, BoundArguments.Absent);
        for (var i = 0; i < Positional.Count; i++)
        {
            values[i] = Positional[i];
        }

        foreach (var (name, value) in Named)
        {
            var place = parameters.IndexOf(name);
            values[place < 0 || !ReferenceEquals(values[place], BoundArguments.Absent)
                ? throw new PythonError($"{function} got an unexpected argument '{name}'")
                : place] = value;
        }

        for (var i = 0; i < required; i++)
        {
            if (ReferenceEquals(values[i], BoundArguments.Absent))
            {
                throw new PythonError($"{function} needs the argument '{parameters[i]}'");
            }
        }

        return new BoundArguments(values);
    }
}

/// <summary>Arguments in the order of the parameters.</summary>
internal readonly record struct BoundArguments(object?[] Values)
{
    /// <summary>Stands for a parameter that got no value.</summary>
    public static object Absent { get; } = new();

    public bool Has(int parameter) => !ReferenceEquals(Values[parameter], Absent);

    public object? Value(int parameter, object? otherwise = null) => Has(parameter) ? Values[parameter] : otherwise;

    public bool Flag(int parameter, bool otherwise = false) =>
        Has(parameter) ? Types.IsTrue(Values[parameter]) : otherwise;

    public long Integer(int parameter, long otherwise) =>
        Has(parameter) ? Types.Integer(Values[parameter]) : otherwise;

    /// <summary>Null where the argument is not given or None.</summary>
    public string? Text(int parameter) => Value(parameter) is { } value ? Types.Text(value) : null;
}
