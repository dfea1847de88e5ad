namespace Egtlm.Eval.Models.Chat.Values;

/// <summary>Python's <c>range</c>.</summary>
internal sealed record PythonRange
{
    public PythonRange(long start, long stop, long step)
    {
        if (step == 0)
        {
            throw new PythonError("range() arg 3 must not be zero");
        }

        (Start, Stop, Step) = (start, stop, step);
        var span = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        var stride = Int128.Abs(step);
        var count = span <= 0 ? 0 : (span + stride - 1) / stride;
        Count = count <= Limits.MostRange
            ? (int)count
            : throw new PythonError($"a range of more than {Limits.MostRange} items");
    }

    public long Start { get; }

    public long Stop { get; }

    public long Step { get; }

    public int Count { get; }

    public IEnumerable<object?> Items => Enumerable.Range(0, Count).Select(i => (object?)this[i]);

    public long this[int index] => Start + (index * Step);
}
