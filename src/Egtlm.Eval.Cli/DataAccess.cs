using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Hub;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What commands that read data have at hand.</summary>
internal sealed class DataAccess(DatasetLocator locator, DatasetHub hub, Shell shell)
{
    // A listing is a small answer; more at once would only wait for one another.
    private const int ParallelLookups = 4;

    public DatasetLocator Locator => locator;

    public DataSources Sources { get; } = new(locator, hub);

    public IProgress<HubProgress> Progress { get; } = new DownloadDisplay(shell);

    public Action<string> Warn => shell.Warn;

    /// <summary>What the data must agree with; null for no lock file.</summary>
    public DataLock? Lock { get; init; }

    /// <summary>Finds the data of every task, in the order of the tasks; downloads no more than what says where it
    /// is.</summary>
    public async Task<IReadOnlyList<PlannedData>> FindAsync(
        IReadOnlyList<TaskDefinition> tasks, CancellationToken cancellation)
    {
        using var turns = new SemaphoreSlim(ParallelLookups);
        var found = await Task.WhenAll(tasks.Select(async task =>
        {
            // What is on this machine is found also when the run is about to be cancelled: the run then says so.
            await turns.WaitAsync(CancellationToken.None);
            try
            {
                return await FindAsync(task, cancellation);
            }
            finally
            {
                turns.Release();
            }
        }));
        for (var i = 0; i + 1 < found.Length; i++)
        {
            found[i].Next = found[i + 1];
        }

        return found;
    }

    private async Task<PlannedData> FindAsync(TaskDefinition task, CancellationToken cancellation)
    {
        try
        {
            var parts = new List<PartSource>();
            foreach (var split in task.Splits)
            {
                foreach (var subset in task.Subsets)
                {
                    parts.Add(await Sources.FindAsync(task, subset.Name, split, cancellation));
                }
            }

            return new PlannedData(this, task, parts, null);
        }
        catch (EvaluationException failure)
        {
            return new PlannedData(this, task, [], failure);
        }
    }
}
