using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Testing.Synthetic;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Writes made-up data for a benchmark as a <c>file://</c> mirror, to try commands on without the
/// hub.</summary>
internal static class SyntheticMirror
{
    public const string Command = "mirror";

    /// <param name="arguments">Folder, benchmark, and <c>real</c> for as many items as the real data sets have.</param>
    public static async Task<int> WriteAsync(IReadOnlyList<string> arguments)
    {
        var (folder, benchmark) = (arguments[0], arguments[1]);
        var isReal = arguments.Count > 2 && arguments[2] == "real";
        var catalog = BuiltInTasks.Catalog;
        TaskDefinition[] tasks =
            [.. catalog.WithSubTasks(catalog.Resolve([benchmark])).Where(task => !task.IsAggregate)];
        await SyntheticHub.WriteAsync(
            folder, tasks, isReal ? SyntheticSize.Real : SyntheticSize.Small, CancellationToken.None);
        Console.WriteLine($"HF_ENDPOINT=file://{Path.GetFullPath(folder)}");
        return 0;
    }
}
