using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Egtlm.Eval.Models;

/// <summary>
/// Loads TorchSharp's shim, also on systems whose libstdc++ is older than the one it was linked with.
/// </summary>
/// <remarks>
/// TorchSharp 0.107.0 asks for GLIBCXX_3.4.32 (GCC 13); Debian 12 and Ubuntu 22.04 stop at 3.4.30. All that stands
/// behind that version is <c>std::ios_base_library_init</c>, a marker that no relocation of the shim refers to. With
/// the
/// need marked weak, the loader accepts a libstdc++ without it.
/// </remarks>
internal static class NativeShim
{
    private const string MissingVersion = "GLIBCXX_3.4.32";

    public static nint Load(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e) when (e.Message.Contains(MissingVersion, StringComparison.Ordinal))
        {
            var image = File.ReadAllBytes(path);
            var digest = Convert.ToHexStringLower(SHA256.HashData(image))[..16];
            if (!ElfVersionNeeds.Weaken(image, MissingVersion))
            {
                throw;
            }

            return NativeLibrary.Load(Store(image, digest, Path.GetFileName(path)));
        }
    }

    private static string Store(byte[] image, string digest, string fileName)
    {
        try
        {
            return StoreIn(Path.Combine(CacheFolder(), "egtlm-eval", "native", digest), image, fileName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A home that cannot be written. A fresh folder: a fixed name under /tmp could be planted by others.
            return StoreIn(Directory.CreateTempSubdirectory("egtlm-eval-").FullName, image, fileName);
        }
    }

    private static string StoreIn(string folder, byte[] image, string fileName)
    {
        var target = Path.Combine(folder, fileName);
        if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(image))
        {
            return target;
        }

        Directory.CreateDirectory(folder);
        var partial = $"{target}.{Guid.NewGuid():N}";
        File.WriteAllBytes(partial, image);
        File.Move(partial, target, overwrite: true); // atomic: another process may load it right now
        return target;
    }

    private static string CacheFolder() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
