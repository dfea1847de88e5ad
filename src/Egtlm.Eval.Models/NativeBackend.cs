using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Egtlm.Eval.Models;

/// <summary>
/// Loads libtorch and TorchSharp's shim from wherever they are, also where TorchSharp itself fails to.
/// </summary>
public static class NativeBackend
{
    private const string Shim = "LibTorchSharp";
    private static readonly Lazy<(string Folder, nint Shim)> Loaded = new(Load);
    private static readonly Lazy<string> Ready = new(() =>
    {
        var folder = Loaded.Value.Folder;
        TorchThreads.Set();
        return folder;
    });

    /// <summary>
    /// Loads the native libraries once; later calls return at once. Call it before the first use of TorchSharp.
    /// </summary>
    /// <returns>The folder libtorch came from.</returns>
    /// <exception cref="EvaluationException">No libtorch, or one that this system cannot load.</exception>
    public static string EnsureLoaded() => Ready.Value;

    /// <summary>Why the folder's CUDA half did not load; null where it did, and where the folder has none.</summary>
    internal static string? CudaFailure { get; private set; }

    // TorchSharp finds its library through these two even when it is touched before EnsureLoaded.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Two callbacks; nothing is loaded until TorchSharp asks.")]
    internal static void Register()
    {
        NativeLibrary.SetDllImportResolver(
            Assembly.Load("TorchSharp"),
            (name, _, _) => name == Shim ? Loaded.Value.Shim : 0);
        // torch's static constructor probes by name, which does not ask the resolver above.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Shim ? Loaded.Value.Shim : 0;
    }

    private static (string Folder, nint Shim) Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new EvaluationException(
                $"models need Linux on x64, this is {RuntimeInformation.RuntimeIdentifier}",
                "run in a Linux container or under WSL");
        }

        var folder = NativeFolders.Libtorch();
        NativeEnvironment.PreferAttentionWithoutPlans();
        nint shim;
        try
        {
            LoadLibtorch(folder);
            shim = NativeShim.Load(NativeFolders.Shim(folder));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw NativeFolders.NotLoadable(folder, e);
        }

        return (folder, shim);
    }

    /// <summary>Loads by full path in order of need, so that later libraries find earlier ones by name.</summary>
    private static void LoadLibtorch(string folder)
    {
        NativeLibrary.Load(Path.Combine(folder, "libc10.so"));
        NativeLibrary.Load(Path.Combine(folder, "libtorch_cpu.so"));
        // Before the first torch call: torch looks for its CUDA hooks only once. Without a driver the CPU still works.
        var cuda = Path.Combine(folder, "libtorch_cuda.so");
        try
        {
            if (File.Exists(cuda))
            {
                NativeLibrary.Load(cuda);
            }
        }
        catch (DllNotFoundException e)
        {
            CudaFailure = e.Message.Trim();
        }

        NativeLibrary.Load(Path.Combine(folder, "libtorch.so"));
    }
}
