namespace Egtlm.Eval.Hub;

/// <summary>Cancels when nothing was heard for some time; the user's own cancellation stays apart from it.</summary>
internal sealed class StallClock : IDisposable
{
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _user;
    private readonly TimeSpan _limit;

    public StallClock(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        (_limit, _user) = (limit, cancellation);
        _stalled = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellation);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Something was heard.</summary>
    public void Restart() => _stalled.CancelAfter(_limit);

    /// <summary>Whether an <see cref="OperationCanceledException"/> means that time ran out.</summary>
    public bool HasStalled => _stalled.IsCancellationRequested && !_user.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
