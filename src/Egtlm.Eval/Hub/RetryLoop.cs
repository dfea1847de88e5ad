namespace Egtlm.Eval.Hub;

/// <summary>Repeats a request while it fails in ways that may pass.</summary>
internal static class RetryLoop
{
    /// <param name="attempt">Throws <see cref="TransientFailure"/> for what is worth another try.</param>
    /// <param name="giveUp">What the user is told after the last try.</param>
    public static async Task<T> RunAsync<T>(
        HubOptions options,
        Func<Task<T>> attempt,
        Func<TransientFailure, EvaluationException> giveUp,
        CancellationToken cancellation)
    {
        var failures = 0;
        while (true)
        {
            TimeSpan delay;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (TransientFailure failure)
            {
                failures = failure.HasProgressed ? 1 : failures + 1;
                if (failures > Math.Min(options.Retries, failure.RetryLimit))
                {
                    throw giveUp(failure);
                }

                delay = Delay(options, failure, failures);
            }

            await options.WaitAsync(delay, cancellation).ConfigureAwait(false);
        }
    }

    private static TimeSpan Delay(HubOptions options, TransientFailure failure, int failures) =>
        failure.RetryAfter is not { } asked ? options.Backoff(failures)
        : asked < options.RetryAfterLimit ? asked
        : options.RetryAfterLimit;
}
