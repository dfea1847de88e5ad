using System.Security.Cryptography;
using System.Text;

namespace Egtlm.Eval.Models;

/// <summary>What a model computes, as a number: SHA-256 over all of its weights and configurations.</summary>
/// <remarks>
/// Unlike the revision of <see cref="ModelIdentityReader"/> this reads every byte: a vector that was kept for other
/// weights would be a wrong score that nobody sees. Tokenizer files are left out, since token ids are looked up.
/// </remarks>
internal static class ModelDigest
{
    /// <summary>64 hex digits over the files of the folder and of its modules, names without the folder's.</summary>
    public static string Of(ModelFolder folder)
    {
        string[] files =
        [
            .. folder.Modules.Where(module => module.Kind == SentenceModuleKind.Dense)
                .Select(module => module.Directory).Append(folder.TransformerDirectory).Append(folder.Directory)
                .Select(Path.GetFullPath).Distinct()
                .SelectMany(directory => Directory.EnumerateFiles(directory, "*.safetensors")
                    .Concat(Directory.EnumerateFiles(directory, "config.json")))
                .Order(StringComparer.Ordinal),
        ];
        var lines = files.AsParallel().AsOrdered()
            .Select(file => $"{Path.GetRelativePath(folder.Directory, file)} {DigestOf(file)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string DigestOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
