namespace Egtlm.Eval.Models;

/// <summary>Which tokens a decoder's token sees; encoders such as BERT ignore it.</summary>
public enum AttentionMode
{
    /// <summary>All tokens of the text, also across a sliding window. EGTLM calls it <c>bb</c>.</summary>
    Bidirectional,

    /// <summary>Earlier tokens, as in generation. EGTLM calls it <c>cc</c>.</summary>
    Causal,
}

/// <summary>Names of <see cref="AttentionMode"/>: words, and the flags of GritLM and EGTLM.</summary>
/// <remarks>
/// A flag has a letter each for instruction and sample when embedding, then for both when generating; <c>b</c> sees all
/// tokens, <c>c</c> earlier ones. gritlm.py and egtlm.py refuse every flag but these four ("mixed attention").
/// </remarks>
public static class AttentionModes
{
    private static readonly Dictionary<string, AttentionMode> ByName = new(StringComparer.Ordinal)
    {
        ["bidirectional"] = AttentionMode.Bidirectional,
        ["causal"] = AttentionMode.Causal,
        ["bbcc"] = AttentionMode.Bidirectional,
        ["cccc"] = AttentionMode.Causal,
        ["bb"] = AttentionMode.Bidirectional,
        ["cc"] = AttentionMode.Causal,
    };

    /// <summary>Every name that <see cref="Parse"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The mode of a name or flag.</summary>
    /// <param name="origin">The file or option that gives it, for messages.</param>
    /// <exception cref="EvaluationException">The name is unknown, or a flag mixes both.</exception>
    public static AttentionMode Parse(string? name, string origin)
    {
        if (ByName.TryGetValue(name ?? "", out var mode))
        {
            return mode;
        }

        var isFlag = name is { Length: 2 or 4 } && name.All(letter => letter is 'b' or 'c');
        throw new EvaluationException(
            isFlag
                ? $"'{origin}': mixed attention '{name}' is not supported, as in GritLM's and EGTLM's own code"
                : $"'{origin}': attention '{name}' is not known",
            $"known: {string.Join(", ", Names)}");
    }
}
