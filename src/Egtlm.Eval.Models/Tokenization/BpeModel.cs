using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Byte pair encoding over characters; byte-level when the pre-tokenizer writes bytes as characters.</summary>
/// <remarks>
/// Own code: BpeTokenizer of Microsoft.ML.Tokenizers 2.0.1 has no ignore_merges (Llama-3: 99.83 % of lines equal) and
/// no byte fallback, and TiktokenTokenizer merges any pair whose sum is a token, which files trained by the tokenizers
/// library do not allow.
/// </remarks>
internal sealed class BpeModel : ITokenModel
{
    // As many short words as a language has in daily use; long pieces (whole Chinese clauses) seldom come back.
    private const int CacheCapacity = 1 << 16;
    private const int LongestCachedPiece = 24;

    private readonly Vocabulary _vocabulary;
    private readonly MergeTable _merges;
    private readonly BpeOptions _options;
    private readonly int[] _idsOfBasicCharacters;
    private readonly int?[] _idsOfBytes;
    private readonly ConcurrentDictionary<string, int[]> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _cacheBySpan;
    private int _cached;

    private BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        (_vocabulary, _merges, _options) = (vocabulary, merges, options);
        _cacheBySpan = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
        _idsOfBasicCharacters = new int[char.MaxValue + 1];
        Array.Fill(_idsOfBasicCharacters, -1);
        foreach (var (token, id) in vocabulary.Tokens)
        {
            if (token.Length == 1)
            {
                _idsOfBasicCharacters[token[0]] = id;
            }
        }

        _idsOfBytes = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Find(ByteToken.Write((byte)value)))];
    }

    public int Size => _vocabulary.Count;

    public static BpeModel Read(JsonPart part)
    {
        foreach (var name in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (part.Find(name) is { } affix && affix.Text.Length > 0)
            {
                throw affix.Wrong("null or \"\", the only supported value");
            }
        }

        if (part.Find("dropout") is { } dropout && dropout.Number > 0)
        {
            throw dropout.Wrong("null or 0, because dropout makes token ids random");
        }

        var vocabulary = Vocabulary.Read(part["vocab"]);
        int? unknownId = part.Find("unk_token") is not { } unknown ? null
            : vocabulary.Find(unknown.Text) ?? throw unknown.Wrong("a token of the vocabulary");
        return new BpeModel(vocabulary, MergeTable.Read(part["merges"], vocabulary), new BpeOptions(
            unknownId,
            part.FlagOr("fuse_unk", false),
            part.FlagOr("byte_fallback", false),
            part.FlagOr("ignore_merges", false)));
    }

    public int? TokenToId(string token) => _vocabulary.Find(token);

    public string? IdToToken(int id) => _vocabulary.TokenAt(id);

    public void Tokenize(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (_options.IgnoresMerges && _vocabulary.TryGetId(piece, out var whole))
        {
            ids.Add(whole);
            return;
        }

        if (piece.Length > LongestCachedPiece)
        {
            Merge(piece, ids);
            return;
        }

        if (!_cacheBySpan.TryGetValue(piece, out var known))
        {
            List<int> merged = [];
            Merge(piece, merged);
            known = [.. merged];
            if (_cached < CacheCapacity)
            {
                Interlocked.Increment(ref _cached);
                _cacheBySpan.TryAdd(piece, known);
            }
        }

        ids.AddRange(known);
    }

    private void Merge(ReadOnlySpan<char> piece, List<int> ids)
    {
        // A UTF-16 unit is at most three bytes, hence at most three symbols.
        var symbols = ArrayPool<int>.Shared.Rent(3 * piece.Length);
        var count = WriteSymbols(piece, symbols);
        ids.AddRange(symbols.AsSpan(0, _merges.Merge(symbols.AsSpan(0, count))));
        ArrayPool<int>.Shared.Return(symbols);
    }

    private int WriteSymbols(ReadOnlySpan<char> piece, int[] symbols)
    {
        var count = 0;
        var followsUnknown = false;
        for (var i = 0; i < piece.Length;)
        {
            var length = char.IsHighSurrogate(piece[i]) ? 2 : 1;
            var character = piece.Slice(i, length);
            i += length;
            var id = length == 1 ? _idsOfBasicCharacters[character[0]] : _vocabulary.Find(character) ?? -1;
            if (id >= 0)
            {
                symbols[count++] = id;
                followsUnknown = false;
            }
            else if (_options.FallsBackToBytes && WriteBytes(character, symbols.AsSpan(count)) is var bytes and > 0)
            {
                count += bytes;
                followsUnknown = false;
            }
            else if (_options.UnknownId is { } unknownId)
            {
                count -= followsUnknown && _options.FusesUnknown ? 1 : 0;
                symbols[count++] = unknownId;
                followsUnknown = true;
            }
        }

        return count;
    }

    /// <summary>Writes one symbol a byte; 0 when the vocabulary lacks one of them.</summary>
    private int WriteBytes(ReadOnlySpan<char> character, Span<int> symbols)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = Encoding.UTF8.GetBytes(character, bytes);
        for (var i = 0; i < count; i++)
        {
            if (_idsOfBytes[bytes[i]] is not { } id)
            {
                return 0;
            }

            symbols[i] = id;
        }

        return count;
    }
}

/// <param name="UnknownId">Stands for characters outside the vocabulary; without it they vanish.</param>
/// <param name="IgnoresMerges">A piece that is a token is that token, whatever the merges make of it.</param>
internal sealed record BpeOptions(int? UnknownId, bool FusesUnknown, bool FallsBackToBytes, bool IgnoresMerges);
