namespace Egtlm.Eval.Data;

/// <summary>Compares strings by Unicode code point, which is also the order of their UTF-8 bytes (strcmp, Python, numpy).</summary>
public static class CodePointOrder
{
    /// <summary>Negative, zero or positive, as <see cref="string.CompareOrdinal(string, string)"/> but right beyond U+FFFF.</summary>
    public static int Compare(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return string.CompareOrdinal(a, b);
        }

        var shared = a.AsSpan().CommonPrefixLength(b);
        if (shared == a.Length || shared == b.Length)
        {
            return a.Length - b.Length;
        }

        // A surrogate stands for a code point above every other UTF-16 unit.
        char x = a[shared], y = b[shared];
        return char.IsSurrogate(x) == char.IsSurrogate(y) ? x - y : char.IsSurrogate(x) ? 1 : -1;
    }
}
