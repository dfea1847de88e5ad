using System.Reflection;

namespace Egtlm.Eval.Models;

/// <summary>Where libtorch and TorchSharp's shim are looked for.</summary>
internal static class NativeFolders
{
    public const string Variable = "EGTLM_EVAL_LIBTORCH";
    private const string Marker = "libtorch_cpu.so";
    private const string ShimFile = "libLibTorchSharp.so";
    private static readonly string PackageNatives = Path.Combine("runtimes", "linux-x64", "native");

    /// <summary>The first folder that holds libtorch.</summary>
    public static string Libtorch()
    {
        string[] places = [.. LibtorchPlaces(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory)];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, Marker)))
            ?? throw NotFound(Marker, places);
    }

    /// <summary>The shim beside the application, or beside libtorch.</summary>
    public static string Shim(string libtorchFolder)
    {
        var application = AppContext.BaseDirectory;
        string[] places = [application, Path.Combine(application, PackageNatives), libtorchFolder];
        return places.Select(place => Path.Combine(place, ShimFile)).FirstOrDefault(File.Exists)
            ?? throw NotFound(ShimFile, places);
    }

    /// <summary>
    /// Candidate folders, best first. A folder that the user names is the only one: no silent second choice.
    /// </summary>
    internal static IEnumerable<string> LibtorchPlaces(string? named, string applicationFolder)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return [named, Path.Combine(named, "lib")];
        }

        return [applicationFolder, Path.Combine(applicationFolder, PackageNatives), .. PackagePlaces()];
    }

    internal static EvaluationException NotLoadable(string folder, Exception cause)
    {
        var hint = cause.Message.Contains("GLIBC", StringComparison.Ordinal)
            ? "the C/C++ runtime of this system is too old: libtorch 2.10 needs glibc 2.34 and libstdc++ of GCC 12"
                + " (GLIBCXX_3.4.30), which Debian 12, Ubuntu 22.04 and later have"
            : $"the folder must hold one complete libtorch 2.10; {Variable} names another one";
        return new EvaluationException($"libtorch in '{folder}' cannot be loaded: {cause.Message.Trim()}", hint, cause);
    }

    // The package cache of the build, then of the user who runs: the build may have been made elsewhere.
    private static IEnumerable<string> PackagePlaces()
    {
        var package = typeof(NativeFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "LibtorchPackage")?.Value;
        if (string.IsNullOrEmpty(package))
        {
            return [];
        }

        var caches = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = Path.GetFileName(package);
        var name = Path.GetFileName(Path.GetDirectoryName(package))!; // a package folder ends in name/version
        return [Path.Combine(package, PackageNatives), Path.Combine(caches, name, version, PackageNatives)];
    }

    private static EvaluationException NotFound(string file, IEnumerable<string> places) => new(
        $"'{file}' was not found; looked in: {string.Join(", ", places.Distinct())}",
        $"run 'dotnet restore', or set {Variable} to the folder that holds libtorch");
}
