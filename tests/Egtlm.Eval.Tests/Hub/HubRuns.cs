using Egtlm.Eval.Hub;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing.Hub;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

/// <summary>What most hub tests do.</summary>
internal static class HubRuns
{
    public static HubRepository Repository() => new(HubScene.Dataset, HubScene.Commit);

    /// <summary>Opens the scene's repository and pulls all its files.</summary>
    public static async Task<IReadOnlyList<string>> PullAsync(
        this HubScene scene, string revision = HubScene.Commit, IProgress<HubProgress>? progress = null)
    {
        using var hub = new DatasetHub(scene.Options);
        var snapshot = await hub.OpenAsync(
            new DatasetReference(HubScene.Dataset, revision), TestContext.Current.CancellationToken);
        return await hub.PullAsync(snapshot, snapshot.Files, progress, TestContext.Current.CancellationToken);
    }

    public static async Task<DatasetSnapshot> OpenAsync(this HubScene scene, string revision = HubScene.Commit)
    {
        using var hub = new DatasetHub(scene.Options);
        return await hub.OpenAsync(
            new DatasetReference(HubScene.Dataset, revision), TestContext.Current.CancellationToken);
    }

    /// <summary>The failure of a pull.</summary>
    public static Task<EvaluationException> FailAsync(this HubScene scene, string revision = HubScene.Commit) =>
        Assert.ThrowsAsync<EvaluationException>(() => scene.PullAsync(revision));

    /// <summary>Bytes that differ everywhere.</summary>
    public static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index * 31 % 251))];
}

/// <summary>Keeps what is reported, at once and in order.</summary>
internal sealed class ProgressLog : IProgress<HubProgress>
{
    private readonly List<HubProgress> _reports = [];

    public IReadOnlyList<HubProgress> Reports => _reports;

    public void Report(HubProgress value) => _reports.Add(value);
}
