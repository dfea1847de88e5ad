using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Sources;
using Egtlm.Eval.Hub;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>What the user asked of <c>data</c>.</summary>
internal sealed record DataRequest(
    IReadOnlyList<string> What, IReadOnlyList<string> Data, IReadOnlyList<string> TasksDirectories, bool IsOffline)
{
    /// <summary>Downloads what is missing.</summary>
    public bool Pulls { get; init; }

    /// <summary>Reads the data and counts its items.</summary>
    public bool Counts { get; init; }

    /// <summary>Compared with the data; null for none.</summary>
    public string? LockFile { get; init; }

    /// <summary>Lock file to write; null for none.</summary>
    public string? Output { get; init; }
}

/// <summary>One <c>data pull</c>, <c>check</c> or <c>lock</c>: every task's data, then the lock file.</summary>
internal static class DataSession
{
    /// <returns>A report per task, in the order asked for.</returns>
    /// <exception cref="EvaluationException">A name is unknown or a lock file is wrong.</exception>
    public static async Task<IReadOnlyList<DataReport>> RunAsync(
        DataRequest request, Shell shell, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load([TaskFiles.BuiltInDirectory(), .. request.TasksDirectories]);
        TaskDefinition[] tasks =
            [.. catalog.WithSubTasks(catalog.Resolve(request.What)).Where(task => !task.IsAggregate)];
        using var hub = new DatasetHub(HubOptions.FromEnvironment(shell.Variable, request.IsOffline));
        var access = new DataAccess(DatasetLocator.Create(catalog, request.Data), hub, shell)
        {
            Lock = request.LockFile is null ? null : await DataLock.ReadAsync(request.LockFile, cancellation),
        };
        var reports = new List<DataReport>();
        var digests = new Dictionary<(string, string), DatasetDigest>();
        foreach (var (index, data) in (await access.FindAsync(tasks, cancellation)).Index())
        {
            shell.Status(string.Create(
                CultureInfo.InvariantCulture, $"  [{index + 1}/{tasks.Length}]  {data.Task.Name}"));
            reports.Add(await ReportAsync(request, access, data, digests, cancellation));
        }

        if (request.Output is { } output && reports.All(report => report.Findings.Count == 0))
        {
            await new DataLock
            {
                MadeBy = $"{MtebProtocol.Tool} {MtebProtocol.ToolVersion}",
                Datasets = [.. digests.Values],
                Parts = [.. reports.SelectMany(report => report.Items)],
            }.WriteAsync(output);
        }

        return reports;
    }

    private static async Task<DataReport> ReportAsync(
        DataRequest request,
        DataAccess access,
        PlannedData data,
        Dictionary<(string, string), DatasetDigest> digests,
        CancellationToken cancellation)
    {
        var empty = new DataReport(data.Task.Name, data.Task.Dataset.Path, data.Folders, 0, 0, []);
        if (data.Failure is { } failure)
        {
            return empty with { Findings = [failure.Message], Hint = failure.Hint };
        }

        try
        {
            var findings = new List<string>();
            foreach (var part in data.Parts)
            {
                if (request.Pulls)
                {
                    await access.Sources.PullAsync(part, access.Progress, cancellation);
                }

                findings.AddRange(await access.Sources.VerifyAsync(part, cancellation));
            }

            // What is damaged cannot be counted.
            var items = request.Counts && findings.Count == 0
                ? await CountAsync(access, data, findings, cancellation)
                : [];
            if (findings.Count == 0)
            {
                Add(digests, await DatasetDigest.OfAsync(data.Parts, cancellation), access.Lock, findings);
            }

            return empty with
            {
                Files = data.Parts.SelectMany(part => part.LocalFiles).Distinct().Count(),
                Bytes = PartSource.SizeOf(data.Parts).Bytes,
                Findings = findings,
                Items = items,
            };
        }
        catch (EvaluationException error)
        {
            return empty with { Findings = [error.Message], Hint = error.Hint };
        }
    }

    private static async Task<List<LockedPart>> CountAsync(
        DataAccess access, PlannedData data, List<string> findings, CancellationToken cancellation)
    {
        var items = new List<LockedPart>();
        foreach (var part in data.Parts)
        {
            var read = await access.Sources.ReadAsync(part, access.Progress, access.Warn, cancellation);
            var count = ItemCounts.Of(read, part.Split, part.Subset);
            items.Add(new LockedPart(data.Task.Name, count));
            var known = data.Task.Counts.FirstOrDefault(one => one.Split == part.Split && one.Subset == part.Subset);
            findings.AddRange(known is null ? [] : ItemCounts.Compare(known, count));
        }

        return items;
    }

    /// <summary>Tasks that share a data set need different files of it: the lock has them all.</summary>
    private static void Add(
        Dictionary<(string, string), DatasetDigest> digests,
        DatasetDigest digest,
        DataLock? locked,
        List<string> findings)
    {
        var key = (digest.Dataset, digest.Revision);
        digests[key] = digests.TryGetValue(key, out var earlier) ? earlier.With(digest.Files) : digest;
        findings.AddRange(locked?.Compare(digest) ?? []);
    }
}
