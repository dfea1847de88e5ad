namespace Egtlm.Eval.Models.Tokenization;

/// <summary>SentencePiece's way: spaces become a visible character, which starts a word.</summary>
/// <param name="Prepends">Where the character is put before a piece that lacks it.</param>
/// <param name="Cuts">Whether a piece ends before each such character.</param>
internal sealed record MetaspacePreTokenizer(char Space, MetaspacePrefix Prepends, bool Cuts) : IPreTokenizer
{
    public static MetaspacePreTokenizer Read(JsonPart part) => new(
        ReadSpace(part), MetaspacePrefixes.Read(part), part.FlagOr("split", true));

    public static char ReadSpace(JsonPart part) => part["replacement"].Text is [var space]
        ? space
        : throw part["replacement"].Wrong("one character");

    public Pieces Split(Pieces pieces)
    {
        List<char> characters = [];
        List<(int Start, int End)> spans = [];
        foreach (var (start, end) in pieces.Spans)
        {
            var piece = pieces.Text.Span[start..end];
            var first = characters.Count;
            var isPrefixed = piece[0] == ' ' || piece[0] == Space;
            if (!isPrefixed && (Prepends == MetaspacePrefix.Always
                || (Prepends == MetaspacePrefix.First && start == 0 && pieces.StartsText)))
            {
                characters.Add(Space);
            }

            foreach (var character in piece)
            {
                if (Cuts && (character == ' ' || character == Space) && characters.Count > first)
                {
                    spans.Add((first, characters.Count));
                    first = characters.Count;
                }

                characters.Add(character == ' ' ? Space : character);
            }

            spans.Add((first, characters.Count));
        }

        return pieces with { Text = characters.ToArray(), Spans = spans };
    }
}

internal enum MetaspacePrefix
{
    Never,
    First,
    Always,
}

internal static class MetaspacePrefixes
{
    /// <summary>Reads <c>prepend_scheme</c> or the older <c>add_prefix_space</c>.</summary>
    public static MetaspacePrefix Read(JsonPart part) => part.Find("prepend_scheme") switch
    {
        { Text: "never" } => MetaspacePrefix.Never,
        { Text: "first" } => MetaspacePrefix.First,
        { Text: "always" } => MetaspacePrefix.Always,
        { } other => throw other.Wrong("never, first or always"),
        null => part.FlagOr("add_prefix_space", true) ? MetaspacePrefix.Always : MetaspacePrefix.Never,
    };
}
