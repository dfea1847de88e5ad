using System.Runtime.CompilerServices;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Testing;

/// <summary>The repository's own tasks folder.</summary>
public static class BuiltInTasks
{
    public static string Directory { get; } = Find();

    public static TaskCatalog Catalog { get; } = TaskCatalog.Load([Directory]);

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "..", "tasks"));
}
