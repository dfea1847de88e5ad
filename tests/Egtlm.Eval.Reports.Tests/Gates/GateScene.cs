using Egtlm.Eval.Reports.Gates;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Gates;

/// <summary>Two sides and a policy of a test.</summary>
internal static class GateScene
{
    private static readonly TaskCatalog s_catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

    public static TaskCatalog Catalog => s_catalog;

    /// <summary>Judges <c>cand</c> against <c>base</c> by some check lines.</summary>
    public static async Task<GateReport> JudgeAsync(this ResultScene scene, params string[] checks)
    {
        var policy = GatePolicyFile.Read(scene.Policy(checks));
        return await new GateRun(policy, s_catalog, await OpenAsync(scene, "base"), await OpenAsync(scene, "cand"), seed: 1)
            .RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task<GateSide> OpenAsync(this ResultScene scene, string side) =>
        GateSide.OpenAsync(scene.Side(side), TestContext.Current.CancellationToken);

    /// <summary>The same items on both sides, with values of their own.</summary>
    public static async Task AddBothAsync(
        this ResultScene scene, string task, int count, Func<int, string> baseline, Func<int, string> candidate)
    {
        await scene.AddAsync("base", task, ResultScene.Items(count, baseline));
        await scene.AddAsync("cand", task, ResultScene.Items(count, candidate));
    }
}
