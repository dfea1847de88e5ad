namespace Egtlm.Eval.Models.Tokenization;

/// <summary>GPT-2's visible character for each byte: openai/gpt-2, src/encoder.py, <c>bytes_to_unicode</c>.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Make();
    private static readonly Dictionary<char, byte> Bytes =
        Characters.Index().ToDictionary(entry => entry.Item, entry => (byte)entry.Index);

    public static char ToCharacter(byte value) => Characters[value];

    public static bool TryGetByte(char character, out byte value) => Bytes.TryGetValue(character, out value);

    /// <summary>Writes well-formed text as one character a UTF-8 byte; returns how many.</summary>
    /// <param name="output">At least three times as long as the text.</param>
    public static int Write(ReadOnlySpan<char> text, Span<char> output)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] < 0x80)
            {
                output[count++] = Characters[text[i++]];
                continue;
            }

            var rune = UnicodeText.RuneAt(text, i);
            i += rune.Utf16SequenceLength;
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                output[count++] = Characters[value];
            }
        }

        return count;
    }

    private static char[] Make()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var isVisible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(isVisible ? value : next++);
        }

        return characters;
    }
}
