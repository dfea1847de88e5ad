using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Egtlm.Eval.Hub;

/// <summary>How long to wait before asking a server again.</summary>
internal static partial class RetryDelay
{
    /// <summary>1, 2, 4, 8, 8, ... s (huggingface_hub's http_backoff), each between half and all of it.</summary>
    /// <remarks>The random part keeps many clients from coming back together; nothing else depends on it.</remarks>
    public static TimeSpan Exponential(int failures) =>
        TimeSpan.FromSeconds(Math.Min(8, Math.Pow(2, failures - 1)) * (0.5 + (Random.Shared.NextDouble() / 2)));

    /// <summary>What the server asks for: <c>RateLimit</c>, or <c>Retry-After</c> in seconds or as a date.</summary>
    public static TimeSpan? AskedBy(HttpResponseHeaders headers, TimeProvider time)
    {
        // The hub's 429s say when the window ends: RateLimit: "api";r=0;t=55
        if (headers.TryGetValues("RateLimit", out var limits)
            && LimitReached().Match(string.Join(",", limits)) is { Success: true } match)
        {
            return TimeSpan.FromSeconds(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };
    }

    [GeneratedRegex("""r\s*=\s*0\s*;\s*t\s*=\s*(\d{1,6})""")]
    private static partial Regex LimitReached();
}
