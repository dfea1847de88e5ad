namespace Egtlm.Eval.Generation;

/// <summary>Hands on a growing text in pieces that later tokens cannot take back.</summary>
/// <param name="stops">Texts that may cut the end.</param>
/// <param name="onText">Gets each piece.</param>
public sealed class TextPieces(IReadOnlyList<string> stops, Action<string> onText)
{
    private const char Incomplete = '\uFFFD'; // what the bytes of half a character decode to

    private int _shown;

    /// <summary>Takes the whole text so far.</summary>
    public void Push(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.TrimEnd(Incomplete).Length;
        foreach (var stop in stops)
        {
            end = Math.Min(end, text.Length - BegunAtEnd(text, stop));
        }

        Show(text, end);
    }

    /// <summary>Takes the final text.</summary>
    public void Finish(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Show(text, text.Length);
    }

    private void Show(string text, int end)
    {
        if (end > _shown)
        {
            onText(text[_shown..end]);
            _shown = end;
        }
    }

    // How much of the stop the text ends with.
    private static int BegunAtEnd(string text, string stop)
    {
        for (var length = Math.Min(stop.Length - 1, text.Length); length > 0; length--)
        {
            if (text.AsSpan().EndsWith(stop.AsSpan(0, length), StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
