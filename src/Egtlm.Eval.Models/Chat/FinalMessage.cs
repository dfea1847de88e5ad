using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat;

/// <summary>
/// Cuts a rendered conversation where its last message ends, by a mark that is rendered with the message.
/// Source: transformers, <c>continue_final_message</c>.
/// </summary>
internal sealed class FinalMessage
{
    private const string Content = "content";

    private FinalMessage(PythonSequence messages, string text) => (Messages, Text) = (messages, text);

    /// <summary>The messages, the last one with the mark.</summary>
    public PythonSequence Messages { get; }

    private string Text { get; }

    /// <summary>The mark ends with a blank, by which a template shows whether it trims.</summary>
    private static string Mark => "CONTINUE_FINAL_MESSAGE_TAG ";

    public static FinalMessage In(PythonSequence messages)
    {
        if (messages.Count == 0 || messages.Items[^1] is not PythonMapping last
            || !last.TryGet(Content, out var content) || content is null)
        {
            throw new EvaluationException("the final message cannot be continued: it has no 'content'");
        }

        var (text, marked) = content switch
        {
            string plain => (plain, plain + Mark),
            PythonSequence parts => OfParts(parts),
            _ => throw NoText(),
        };
        var changed = new PythonMapping([.. last.Entries, KeyValuePair.Create<object?, object?>(Content, marked)]);
        return new FinalMessage(new PythonSequence([.. messages.Items.SkipLast(1), changed], false), text);
    }

    /// <summary>The text up to the end of the final message.</summary>
    public string Cut(string rendered)
    {
        var mark = Mark.TrimEnd();
        var at = rendered.LastIndexOf(mark, StringComparison.Ordinal);
        if (at < 0 || !rendered.Contains(PythonString.Strip(Text, null, true, true), StringComparison.Ordinal))
        {
            throw new EvaluationException(
                "the final message cannot be continued: it is not in the text that the chat template renders",
                "the template changes or drops this message; end the conversation with another one");
        }

        var isKept = string.CompareOrdinal(rendered, at, Mark, 0, Mark.Length) == 0;
        return isKept ? rendered[..at] : PythonString.TrimEnd(rendered.AsSpan(0, at)).ToString();
    }

    /// <summary>Marks the last part that has a text.</summary>
    private static (string Text, object Marked) OfParts(PythonSequence parts)
    {
        var items = parts.Items.ToArray();
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (items[i] is PythonMapping part && part.TryGet("text", out var value) && value is string text)
            {
                var marked = KeyValuePair.Create<object?, object?>("text", text + Mark);
                items[i] = new PythonMapping([.. part.Entries, marked]);
                return (text, new PythonSequence(items, false));
            }
        }

        throw NoText();
    }

    private static EvaluationException NoText() => new("the final message cannot be continued: it has no text");
}
