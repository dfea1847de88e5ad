using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Testing.Synthetic;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>A mirror with small made-up data for every task of two benchmarks, shared by the tests of a
/// class.</summary>
public sealed class SyntheticHubFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The benchmarks whose data the mirror has.</summary>
    public static IReadOnlyList<string> Benchmarks { get; } = ["mteb-cmn-v1", "mteb-eng-v2"];

    public string Mirror => Path.Combine(_folder.Path, "mirror");

    public async ValueTask InitializeAsync()
    {
        foreach (var benchmark in Benchmarks)
        {
            await SyntheticHub.WriteAsync(
                Mirror, TasksOf(benchmark), SyntheticSize.Small, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The tasks of a benchmark that have data of their own.</summary>
    public static IReadOnlyList<TaskDefinition> TasksOf(string benchmark) =>
    [
        .. BuiltInTasks.Catalog.WithSubTasks(BuiltInTasks.Catalog.Resolve([benchmark])).Where(task => !task.IsAggregate),
    ];

    /// <summary>Environment variables of a machine whose hub is the mirror.</summary>
    public Func<string, string?> Variables(string huggingFaceHome, bool isOffline = false) => name => name switch
    {
        "HF_ENDPOINT" when !isOffline => $"file://{Mirror}",
        "HF_HOME" => huggingFaceHome,
        "HF_HUB_OFFLINE" when isOffline => "1",
        _ => null,
    };

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
