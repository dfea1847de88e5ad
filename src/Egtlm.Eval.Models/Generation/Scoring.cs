using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Architectures;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Likelihoods of one batch of requests.</summary>
internal static class Scoring
{
    /// <summary>Requests with one continuation each: one pass over context and continuation together.</summary>
    public static ContinuationScore[] Single(DecoderBackbone decoder, IReadOnlyList<ScoreRequest> requests)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var hidden = Read(decoder, [.. requests.Select(one => (one.Context, one.Continuations[0]))]);
        var scored = requests.Select((one, row) => (row, one.Context.Count - 1, one.Continuations[0]));
        return Score(decoder, hidden, [.. scored]);
    }

    /// <summary>One pass over contexts and what follows them, all but the last token.</summary>
    /// <returns><c>[rows, columns, hidden]</c>, padded on the right.</returns>
    public static Tensor Read(
        DecoderBackbone decoder, IReadOnlyList<(IReadOnlyList<int> Context, IReadOnlyList<int> Tokens)> texts)
    {
        int[][] rows = [.. texts.Select(text => (int[])[.. text.Context, .. text.Tokens.SkipLast(1)])];
        var block = TokenBlock.RightPadded(rows);
        var batch = new TokenBatch(
            block.Ids, Array.ConvertAll(rows, row => row.Length), new int[rows.Length], block.Columns);
        return decoder.Forward(batch, isCausal: true);
    }

    /// <summary>The states in front of the targets of each row; that of the first stands at 'Start'.</summary>
    /// <param name="hidden"><c>[rows, columns, hidden]</c>.</param>
    /// <returns><c>[targets, hidden]</c>.</returns>
    public static Tensor StatesOf(Tensor hidden, IReadOnlyList<(int Row, int Start, IReadOnlyList<int> Targets)> wanted)
    {
        var columns = (int)hidden.size(1);
        long[] places = [.. wanted.SelectMany(one =>
            Enumerable.Range((one.Row * columns) + one.Start, one.Targets.Count).Select(place => (long)place))];
        var indices = tensor(places, dtype: int64, device: hidden.device);
        return hidden.reshape(-1, hidden.size(2)).index_select(0, indices);
    }

    /// <summary>Requests with several continuations: each context is read once, then all continuations after it.</summary>
    public static ContinuationScore[][] Shared(DecoderBackbone decoder, IReadOnlyList<ScoreRequest> requests)
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        var contexts = TokenBlock.LeftPadded([.. requests.Select(one => one.Context)]);
        using var cache = decoder.NewCache(contexts.Rows, contexts.Columns);
        var last = decoder.Extend(contexts, cache).narrow(1, contexts.Columns - 1, 1);
        var options = requests.SelectMany((one, row) => one.Continuations.Select(ids => (Row: row, Ids: ids)));
        (int Row, IReadOnlyList<int> Ids)[] flat = [.. options];
        var first = Score(decoder, last, [.. flat.Select(option => (option.Row, 0, Head(option.Ids)))]);
        var rest = Rest(decoder, cache, flat);
        var joined = flat.Select((option, i) => rest[i] is { } more ? Join(first[i], more) : first[i]).ToArray();
        var start = 0;
        return [.. requests.Select(one => joined[start..(start += one.Continuations.Count)])];
    }

    // What follows the first token of the longer continuations; null for those of one token.
    private static ContinuationScore?[] Rest(
        DecoderBackbone decoder, KeyValueCache cache, (int Row, IReadOnlyList<int> Ids)[] options)
    {
        var rest = new ContinuationScore?[options.Length];
        int[] longer = [.. Enumerable.Range(0, options.Length).Where(i => options[i].Ids.Count > 1)];
        if (longer.Length == 0)
        {
            return rest;
        }

        var block = TokenBlock.RightPadded(
            [.. longer.Select(i => (IReadOnlyList<int>)[.. options[i].Ids.SkipLast(1)])]);
        var rows = Array.ConvertAll(longer, i => options[i].Row);
        using var continued = cache.Select(rows, cache.Columns + block.Columns);
        var hidden = decoder.Extend(block, continued);
        var scores = Score(decoder, hidden, [.. longer.Select((i, row) => (row, 0, Tail(options[i].Ids)))]);
        for (var i = 0; i < longer.Length; i++)
        {
            rest[longer[i]] = scores[i];
        }

        return rest;
    }

    private static ContinuationScore[] Score(
        DecoderBackbone decoder, Tensor hidden, IReadOnlyList<(int Row, int Start, IReadOnlyList<int> Targets)> wanted)
    {
        var states = StatesOf(hidden, wanted);
        int[] targets = [.. wanted.SelectMany(one => one.Targets)];
        var head = decoder.Head!; // not null: loaded for generation
        var (values, greedy) = TokenLikelihood.Of(states, targets, head, decoder.VocabularySize);
        var start = 0;
        return [.. wanted.Select(one =>
        {
            var range = start..(start += one.Targets.Count);
            return new ContinuationScore(values[range], !greedy[range].Contains(false));
        })];
    }

    private static ContinuationScore Join(ContinuationScore first, ContinuationScore rest) =>
        new([.. first.LogProbabilities, .. rest.LogProbabilities], first.IsGreedy && rest.IsGreedy);

    private static int[] Head(IReadOnlyList<int> ids) => [ids[0]];

    private static int[] Tail(IReadOnlyList<int> ids) => [.. ids.Skip(1)];
}
