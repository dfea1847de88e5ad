namespace Egtlm.Eval.Generation.Metrics;

/// <summary>How lm-evaluation-harness reads and compares the answers of GSM8K and MGSM.</summary>
/// <remarks>
/// Source: lm-evaluation-harness 0.4.13, tasks <c>gsm8k</c>, <c>gsm8k_cot</c>, <c>mgsm_native_cot_zh</c>. Targets of
/// the first two may be whole solutions ("... #### 18"); that of the third is the number.
/// </remarks>
public static class AnswerFilters
{
    /// <summary><c>gsm8k</c>: behind "#### ".</summary>
    public static RegexFilter Gsm8kStrict { get; } = new(@"#### (\-?[0-9\.\,]+)");

    /// <summary><c>gsm8k_cot</c>: behind "The answer is "; the character after it is eaten.</summary>
    public static RegexFilter Gsm8kCotStrict { get; } = new(@"The answer is (\-?[0-9\.\,]+).");

    /// <summary><c>mgsm_native_cot_zh</c>.</summary>
    public static RegexFilter MgsmZhStrict { get; } = new(@"答案是 (\-?[0-9\.\,]+)。");

    /// <summary>All of them: the last thing that looks like a number.</summary>
    public static RegexFilter Flexible { get; } = new("(-?[$0-9.,]{2,})|(-?[0-9]+)", -1);

    public static ExactMatchOptions Gsm8kMatch { get; } = new()
    {
        IgnoreCase = true,
        IgnoredPatterns = [",", @"\$", "(?s).*#### ", @"\.$"],
    };

    public static ExactMatchOptions MgsmMatch { get; } = new() { IgnoreCase = true, IgnorePunctuation = true };
}
