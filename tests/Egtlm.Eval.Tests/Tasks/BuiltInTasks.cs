using System.Runtime.CompilerServices;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Tests.Tasks;

/// <summary>The repository's own tasks folder.</summary>
internal static class BuiltInTasks
{
    public static string Directory { get; } = Find();

    public static TaskCatalog Catalog { get; } = TaskCatalog.Load([Directory]);

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "..", "..", "tasks"));
}
