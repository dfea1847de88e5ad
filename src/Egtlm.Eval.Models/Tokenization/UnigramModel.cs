using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>SentencePiece's unigram model: the cut of a piece whose tokens have the greatest summed score.</summary>
/// <remarks>The first of equal paths wins, in float64 and from the left, as in the tokenizers library.</remarks>
internal sealed class UnigramModel : ITokenModel
{
    // google/sentencepiece, unigram_model.cc: kUnkPenalty
    private const double UnknownPenalty = 10;

    private readonly Vocabulary _vocabulary;
    private readonly TokenTrie _trie;
    private readonly double[] _scores;
    private readonly double _unknownScore;
    // -1 where the file names none: then unknown characters vanish.
    private readonly int _unknownId;
    private readonly bool _fallsBackToBytes;

    private UnigramModel(Vocabulary vocabulary, double[] scores, int unknownId, bool fallsBackToBytes)
    {
        (_vocabulary, _scores, _unknownId, _fallsBackToBytes) = (vocabulary, scores, unknownId, fallsBackToBytes);
        _trie = new TokenTrie(vocabulary.Tokens);
        _unknownScore = scores.DefaultIfEmpty().Min() - UnknownPenalty;
    }

    public int Size => _vocabulary.Count;

    public static UnigramModel Read(JsonPart part)
    {
        var list = part["vocab"];
        if (list.Value.ValueKind != JsonValueKind.Array)
        {
            throw list.Wrong("a list of token and score");
        }

        var scores = new double[list.Value.GetArrayLength()];
        var tokens = new (string, int)[scores.Length];
        foreach (var (id, entry) in list.Value.EnumerateArray().Index())
        {
            if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2)
            {
                throw new JsonPart(entry, $"{list.Place}[{id}]").Wrong("a token and its score");
            }

            tokens[id] = (new JsonPart(entry[0], list.Place).Text, id);
            scores[id] = new JsonPart(entry[1], list.Place).Number;
        }

        return new UnigramModel(new Vocabulary(tokens), scores, part.Find("unk_id")?.Integer ?? -1,
            part.FlagOr("byte_fallback", false));
    }

    public int? TokenToId(string token) => _vocabulary.Find(token);

    public string? IdToToken(int id) => _vocabulary.TokenAt(id);

    public void Tokenize(ReadOnlySpan<char> piece, List<int> ids)
    {
        var nodes = ArrayPool<Node>.Shared.Rent(piece.Length + 1);
        FindBestPath(piece, nodes);
        var before = ids.Count;
        for (var end = piece.Length; end > 0;)
        {
            // Neighbouring unknown characters count as one unknown token.
            var start = nodes[end].Start;
            while (nodes[end].Id == _unknownId && start > 0 && nodes[start].Id == _unknownId)
            {
                start = nodes[start].Start;
            }

            AppendReversed(piece[start..end], nodes[end].Id, ids);
            end = start;
        }

        ids.Reverse(before, ids.Count - before);
        ArrayPool<Node>.Shared.Return(nodes);
    }

    private void FindBestPath(ReadOnlySpan<char> piece, Node[] nodes)
    {
        Array.Fill(nodes, new Node(-1, -1, 0), 0, piece.Length + 1);
        for (var start = 0; start < piece.Length;)
        {
            var scoreHere = nodes[start].Score;
            var characterLength = char.IsHighSurrogate(piece[start]) ? 2 : 1;
            var isKnown = false;
            var place = TokenTrie.Root;
            for (var end = start; end < piece.Length && _trie.TryStep(ref place, piece[end]);)
            {
                end++;
                if (_trie.IdAt(place) is >= 0 and var id)
                {
                    Offer(ref nodes[end], new Node(id, start, scoreHere + _scores[id]));
                    isKnown |= end - start == characterLength;
                }
            }

            if (!isKnown)
            {
                var unknown = new Node(_unknownId, start, scoreHere + _unknownScore);
                Offer(ref nodes[start + characterLength], unknown);
            }

            start += characterLength;
        }
    }

    private static void Offer(ref Node best, Node candidate)
    {
        if (best.Start < 0 || candidate.Score > best.Score)
        {
            best = candidate;
        }
    }

    private void AppendReversed(ReadOnlySpan<char> token, int id, List<int> ids)
    {
        if (id != _unknownId)
        {
            ids.Add(id);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(token.ToString());
        var byteIds = bytes.Select(value => _vocabulary.Find(ByteToken.Write(value))).ToArray();
        if (_fallsBackToBytes && Array.TrueForAll(byteIds, found => found is not null))
        {
            ids.AddRange(byteIds.Reverse().Select(found => found.GetValueOrDefault()));
        }
        else if (_unknownId >= 0)
        {
            ids.Add(_unknownId);
        }
    }

    private readonly record struct Node(int Id, int Start, double Score);
}
