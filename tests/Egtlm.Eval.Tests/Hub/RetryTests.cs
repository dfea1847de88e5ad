using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again_after_a_growing_wait(int status)
    {
        using var scene = Failing(status, times: 2);

        Assert.Equal("a", File.ReadAllText(Assert.Single(await scene.PullAsync())));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], scene.Waits);
    }

    [Fact]
    public async Task The_wait_that_a_server_asks_for_in_seconds_is_kept()
    {
        using var scene = Failing(429, times: 1, ("Retry-After", "7"));

        await scene.PullAsync();

        Assert.Equal([TimeSpan.FromSeconds(7)], scene.Waits);
    }

    [Fact]
    public async Task The_wait_that_a_server_asks_for_by_date_is_kept()
    {
        using var scene = Failing(503, times: 1, ("Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT"));
        scene.Options = scene.Options with
        {
            Time = new StoppedClock(new DateTimeOffset(2015, 10, 21, 7, 28, 0, TimeSpan.Zero)),
        };

        await scene.PullAsync();

        Assert.Equal([TimeSpan.FromSeconds(30)], scene.Waits);
    }

    [Fact]
    public async Task The_end_of_the_hubs_rate_limit_window_is_waited_for()
    {
        using var scene = Failing(429, times: 1, ("RateLimit", "\"api\";r=0;t=55"));

        await scene.PullAsync();

        Assert.Equal([TimeSpan.FromSeconds(55)], scene.Waits);
    }

    [Theory]
    [InlineData("86400", 300)]
    [InlineData("Wed, 21 Oct 2015 07:28:30 GMT", 0)]
    public async Task A_wait_of_a_day_is_capped_and_a_date_gone_by_is_no_wait(string asked, int seconds)
    {
        using var scene = Failing(429, times: 1, ("Retry-After", asked));

        await scene.PullAsync();

        Assert.Equal([TimeSpan.FromSeconds(seconds)], scene.Waits);
    }

    [Fact]
    public async Task A_server_that_stays_broken_is_given_up_after_the_last_try()
    {
        using var scene = Failing(502, times: 99);

        var error = await scene.FailAsync();

        Assert.Equal(
            $"cannot get 'a.jsonl' of 'acme/tiny' from the hub '{scene.Options.EndpointText}': "
            + $"'{scene.Server.Endpoint.Authority}' answered 502 Status",
            error.Message);
        Assert.Contains("--offline", error.Hint, StringComparison.Ordinal);
        Assert.Contains("HF_ENDPOINT", error.Hint, StringComparison.Ordinal);
        Assert.Equal(6, scene.Server.FileRequests.Count);
    }

    [Fact]
    public async Task A_broken_listing_is_asked_for_again()
    {
        using var scene = new HubScene(HubRuns.Repository().Add("a.jsonl", "a"), request =>
            request.IsFile ? null
            : request.Count == 1 ? ServerAnswer.Error(500)
            : request.Count == 2 ? ServerAnswer.Text(200, "[{}]") with { CutAfter = 2 }
            : null);

        Assert.Single(await scene.PullAsync());
        Assert.Equal(2, scene.Waits.Count);
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_named()
    {
        using var scene = new HubScene(HubRuns.Repository());
        scene.Server.Dispose();

        var error = await scene.FailAsync();

        Assert.StartsWith(
            $"cannot get 'acme/tiny' from the hub '{scene.Options.EndpointText}': "
            + $"'{scene.Server.Endpoint.Authority}': ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("--offline", error.Hint, StringComparison.Ordinal);
        Assert.Equal(2, scene.Waits.Count);
    }

    [Fact]
    public void The_wait_doubles_to_eight_seconds_and_is_at_least_half_of_that()
    {
        foreach (var (failures, whole) in new[] { (1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 8.0), (40, 8.0) })
        {
            Assert.InRange(RetryDelay.Exponential(failures).TotalSeconds, whole / 2, whole);
        }
    }

    private static HubScene Failing(int status, int times, params (string, string)[] headers) =>
        new(HubRuns.Repository().Add("a.jsonl", "a"), request =>
            request.IsFile && request.Count <= times ? ServerAnswer.Text(status, "", headers) : null);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
