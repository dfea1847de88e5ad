using System.Runtime.InteropServices;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Text to token ids and back, as the Hugging Face tokenizers library reads <c>tokenizer.json</c>.</summary>
/// <remarks>
/// Normaliser, pre-tokenizer, model, post-processor and decoder are those of the file; padding and truncation in it are
/// ignored. Every member is safe for parallel use. Lone surrogates count as U+FFFD.
/// </remarks>
public sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly AddedVocabulary _added;

    internal Tokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _added = new AddedVocabulary(parts.AddedTokens, parts.Model, parts.Normalizer);
        PadId = parts.PadToken is null ? 0 : TokenToId(parts.PadToken) ?? 0;
    }

    /// <summary>Tokens of the model and added tokens; each counts once.</summary>
    public int VocabularySize => _parts.Model.Size + _added.CountBeyondModel;

    /// <summary>The id of the padding token; 0 when the folder names none.</summary>
    public int PadId { get; }

    /// <summary>Reads <c>tokenizer.json</c>, or <c>vocab.txt</c> of an older BERT folder.</summary>
    /// <exception cref="EvaluationException">No tokenizer, a broken file, or a part that is not supported.</exception>
    public static Tokenizer Load(string modelDirectory) => new(TokenizerParts.Read(modelDirectory));

    /// <summary>
    /// The same tokenizer that also matches <paramref name="tokens"/> as special ones. A token of the vocabulary keeps its
    /// id, a new one gets the next, as <c>add_special_tokens</c> of Python's tokenizers.
    /// </summary>
    public Tokenizer WithSpecialTokens(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        List<AddedToken> added = [.. _parts.AddedTokens];
        foreach (var token in tokens.Distinct().Where(token => added.All(known => known.Content != token)))
        {
            var next = added.Select(known => known.Id + 1).Append(_parts.Model.Size).Max();
            added.Add(AddedToken.Special(_parts.Model.TokenToId(token) ?? next, token));
        }

        return new Tokenizer(_parts with { AddedTokens = added });
    }

    /// <summary>Ids of the whole text: never truncated, never padded. Empty text has special tokens only.</summary>
    public int[] Encode(string text, bool addSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = Tokenize(text);
        return addSpecialTokens ? Assemble(_parts.PostProcessor.Single, [ids], true).Ids : [.. ids];
    }

    /// <summary>Ids with special tokens; what does not fit is cut off the right of the text.</summary>
    /// <param name="maxLength">Tokens, special tokens included.</param>
    /// <exception cref="EvaluationException">The special tokens alone are longer.</exception>
    public int[] Encode(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        var template = _parts.PostProcessor.Single;
        var ids = Tokenize(text);
        Truncate(ids, Room(template, maxLength));
        return Assemble(template, [ids], true).Ids;
    }

    /// <summary>Ids and token types of two texts in one sequence.</summary>
    /// <param name="maxLength">Tokens, special tokens included; the longer text is cut first, on the right.</param>
    /// <exception cref="EvaluationException">The special tokens alone are longer than the maximum.</exception>
    public (int[] Ids, int[] TypeIds) EncodePair(string a, string b, bool addSpecialTokens, int? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var template = _parts.PostProcessor.Pair;
        var first = Tokenize(a);
        var second = Tokenize(b);
        if (maxLength is { } limit)
        {
            var room = addSpecialTokens ? Room(template, limit) : limit;
            var (firstLength, secondLength) = PairTruncation.LongestFirst(first.Count, second.Count, room);
            Truncate(first, firstLength);
            Truncate(second, secondLength);
        }

        return Assemble(template, [first, second], addSpecialTokens);
    }

    /// <summary>The text of the ids; ids outside the vocabulary are left out.</summary>
    public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        List<string> tokens = [];
        foreach (var id in ids)
        {
            if ((_added.IdToToken(id) ?? _parts.Model.IdToToken(id)) is { } token
                && !(skipSpecialTokens && _added.IsSpecial(token)))
            {
                tokens.Add(token);
            }
        }

        return _parts.Decoder is { } decoder ? string.Concat(decoder.Decode(tokens)) : string.Join(' ', tokens);
    }

    /// <summary>The id of a token, or null where the vocabulary lacks it.</summary>
    public int? TokenToId(string token) => _added.TokenToId(token) ?? _parts.Model.TokenToId(token);

    private List<int> Tokenize(string text)
    {
        text = UnicodeText.WellFormed(text);
        var ids = new List<int>((text.Length / 2) + 4);
        foreach (var (start, end, id) in _added.Raw.Split(text))
        {
            if (id is { } added)
            {
                ids.Add(added);
                continue;
            }

            var segment = text[start..end];
            TokenizeNormalized(_parts.Normalizer?.Normalize(segment) ?? segment, start == 0, ids);
        }

        return ids;
    }

    private void TokenizeNormalized(string text, bool startsText, List<int> ids)
    {
        foreach (var (start, end, id) in _added.Normalized.Split(text))
        {
            if (id is { } added)
            {
                ids.Add(added);
                continue;
            }

            var pieces = Pieces.Whole(text[start..end], startsText && start == 0);
            pieces = _parts.PreTokenizer?.Split(pieces) ?? pieces;
            var characters = pieces.Text.Span;
            foreach (var (pieceStart, pieceEnd) in pieces.Spans)
            {
                _parts.Model.Tokenize(characters[pieceStart..pieceEnd], ids);
            }
        }
    }

    private static void Truncate(List<int> ids, int length)
    {
        if (ids.Count > length)
        {
            CollectionsMarshal.SetCount(ids, length);
        }
    }

    private static int Room(IReadOnlyList<TemplatePart> template, int maxLength)
    {
        var special = template.Sum(part => part.Ids.Count);
        return maxLength >= special ? maxLength - special : throw new EvaluationException(
            $"a maximum length of {maxLength} leaves no room for the {special} special tokens of the tokenizer");
    }

    private static (int[] Ids, int[] TypeIds) Assemble(
        IReadOnlyList<TemplatePart> template, List<int>[] sequences, bool addSpecialTokens)
    {
        List<int> ids = [];
        List<int> typeIds = [];
        foreach (var part in template)
        {
            if (part.SequenceIndex is null && !addSpecialTokens)
            {
                continue;
            }

            IReadOnlyList<int> added = part.SequenceIndex is { } index ? sequences[index] : part.Ids;
            ids.AddRange(added);
            typeIds.AddRange(Enumerable.Repeat(part.TypeId, added.Count));
        }

        return ([.. ids], [.. typeIds]);
    }
}
