using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>SentencePiece's replacement map: a double-array trie over UTF-8 and the texts it points to.</summary>
/// <remarks>
/// The format is that of google/sentencepiece, normalizer.cc, and google/sentencepiece third_party/darts_clone. As the
/// tokenizers library does, a grapheme under six bytes is replaced whole by its shortest known prefix's text; others go
/// character by character.
/// </remarks>
internal sealed class PrecompiledNormalizer : INormalizer
{
    private const int LongestWholeGrapheme = 5;

    private readonly uint[] _trie;
    private readonly byte[] _texts;

    private PrecompiledNormalizer(uint[] trie, byte[] texts) => (_trie, _texts) = (trie, texts);

    public static INormalizer Read(JsonPart part)
    {
        var map = part["precompiled_charsmap"];
        var bytes = new byte[map.Text.Length];
        if (!Convert.TryFromBase64String(map.Text, bytes, out var count) || count < 4)
        {
            throw map.Wrong("a character map in base64");
        }

        var trieSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (trieSize % 4 != 0 || trieSize == 0 || trieSize > count - 4)
        {
            throw map.Wrong("a trie no longer than the character map");
        }

        var trie = new uint[trieSize / 4];
        for (var i = 0; i < trie.Length; i++)
        {
            trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 + (4 * i)));
        }

        return new PrecompiledNormalizer(trie, bytes[(4 + (int)trieSize)..count]);
    }

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length;)
        {
            var grapheme = text.AsSpan(i, StringInfo.GetNextTextElementLength(text, i));
            i += grapheme.Length;
            if (Encoding.UTF8.GetByteCount(grapheme) > LongestWholeGrapheme || !TryAppend(output, grapheme))
            {
                AppendCharacters(output, grapheme);
            }
        }

        return output.ToString();
    }

    private void AppendCharacters(StringBuilder output, ReadOnlySpan<char> grapheme)
    {
        for (var i = 0; i < grapheme.Length;)
        {
            var character = grapheme.Slice(i, char.IsHighSurrogate(grapheme[i]) ? 2 : 1);
            i += character.Length;
            if (!TryAppend(output, character))
            {
                output.Append(character);
            }
        }
    }

    private bool TryAppend(StringBuilder output, ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[LongestWholeGrapheme + 1];
        var start = FindShortestPrefix(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (start < 0)
        {
            return false;
        }

        var replacement = _texts.AsSpan(start);
        output.Append(Encoding.UTF8.GetString(replacement[..replacement.IndexOf((byte)0)]));
        return true;
    }

    /// <summary>Where the replacement text starts, or -1.</summary>
    private int FindShortestPrefix(ReadOnlySpan<byte> key)
    {
        var node = Offset(_trie[0]);
        foreach (var label in key)
        {
            node ^= label;
            var unit = _trie[node];
            if (label == 0 || (unit & 0x800000FF) != label)
            {
                return -1;
            }

            node ^= Offset(unit);
            if ((unit & 0x100) != 0)
            {
                return (int)(_trie[node] & 0x7FFFFFFF);
            }
        }

        return -1;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
