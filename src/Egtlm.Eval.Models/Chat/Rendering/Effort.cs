using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Rendering;

/// <summary>Counts what a rendering did, so that a template without end is stopped.</summary>
internal sealed class Effort
{
    private long _steps;
    private int _depth;

    /// <summary>Enters an expression or a statement.</summary>
    public void Enter()
    {
        if (++_depth > Limits.MostDepth)
        {
            throw new PythonError($"nested deeper than {Limits.MostDepth} levels: does a macro call itself?");
        }

        Add(1);
    }

    public void Leave() => _depth--;

    /// <summary>Counts an operation that goes through a value.</summary>
    public void Traverse(object? value) => Add(value switch
    {
        string text => text.Length / Limits.CharactersPerStep,
        PythonRange range => range.Count / Limits.CharactersPerStep,
        _ => ContainerSize.Of(value).Characters / Limits.CharactersPerStep,
    });

    private void Add(long steps)
    {
        _steps += steps;
        if (_steps > Limits.MostSteps)
        {
            throw new PythonError($"more than {Limits.MostSteps} steps: does a loop run far too long?");
        }
    }
}
