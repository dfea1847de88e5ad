using System.Globalization;

namespace Egtlm.Eval.Running;

/// <summary>
/// A clock that stands still, so that the same scores give the same bytes: every date is one moment, every duration 0.
/// </summary>
/// <remarks>https://reproducible-builds.org/specs/source-date-epoch/</remarks>
public sealed class ReproducibleTime : TimeProvider
{
    public const string Variable = "SOURCE_DATE_EPOCH";

    private readonly DateTimeOffset _moment;

    private ReproducibleTime(DateTimeOffset moment) => _moment = moment;

    /// <summary>The clock that the environment asks for: the system's where the variable is unset or empty.</summary>
    /// <exception cref="EvaluationException">The variable is not a number of seconds since 1970.</exception>
    public static TimeProvider FromEnvironment() => Of(Environment.GetEnvironmentVariable(Variable));

    /// <param name="seconds">Seconds since 1970-01-01 UTC in decimal digits; null or empty for the system's
    /// clock.</param>
    /// <exception cref="EvaluationException">It is not such a number.</exception>
    public static TimeProvider Of(string? seconds)
    {
        if (string.IsNullOrEmpty(seconds))
        {
            return System;
        }

        // The specification: an ASCII representation of an integer with no fractional component.
        return long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
            && whole <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new ReproducibleTime(DateTimeOffset.FromUnixTimeSeconds(whole))
            : throw new EvaluationException(
                $"{Variable} is '{seconds}', expected whole seconds since 1970",
                $"export {Variable}=$(date +%s), or unset it");
    }

    public override DateTimeOffset GetUtcNow() => _moment;

    public override long GetTimestamp() => 0;
}
