namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>
/// Bounds on what a template may do. Templates come from untrusted folders; the longest published ones need
/// thousandths of these.
/// </summary>
internal static class Limits
{
    /// <summary>Characters in a text, items and characters in a container.</summary>
    public const int MostCharacters = 10_000_000;

    /// <summary>Levels of lists and dicts in each other. The reader of JSON stops at 64.</summary>
    public const int MostLevels = 100;

    /// <summary>Levels of expressions, statements and macros in each other while rendering.</summary>
    public const int MostDepth = 600;

    /// <summary>Operations, with 1 more for every <see cref="CharactersPerStep"/> characters handled.</summary>
    public const long MostSteps = 5_000_000;

    public const int CharactersPerStep = 512;

    /// <summary>Items of a <c>range</c>. Source: jinja2.sandbox.MAX_RANGE.</summary>
    public const int MostRange = 100_000;

    /// <summary>Checks the length of a text before it is made.</summary>
    public static int Characters(long length) => length <= MostCharacters
        ? (int)length
        : throw new PythonError($"a text of more than {MostCharacters} characters");
}
