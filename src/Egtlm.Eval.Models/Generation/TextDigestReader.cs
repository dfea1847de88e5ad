using System.Security.Cryptography;
using System.Text;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat;

namespace Egtlm.Eval.Models.Generation;

/// <summary>Digests of what a model folder makes ids with.</summary>
internal static class TextDigestReader
{
    // Settings are left out: they hold the template and names that change no id.
    private static readonly string[] s_files =
        ["tokenizer.json", "vocab.json", "merges.txt", "vocab.txt", "tokenizer.model", "sentencepiece.bpe.model"];

    /// <exception cref="EvaluationException">The template cannot be read.</exception>
    public static TextDigests Read(string directory)
    {
        var template = ChatTemplateFolder.TryRead(directory, forTools: false)?.Source;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files = [.. s_files.Where(file => File.Exists(Path.Combine(directory, file)))];
        foreach (var file in files.Take(files.FirstOrDefault() == s_files[0] ? 1 : files.Length))
        {
            var digest = SHA256.HashData(File.ReadAllBytes(Path.Combine(directory, file)));
            hash.AppendData(Encoding.UTF8.GetBytes($"{file} {Convert.ToHexStringLower(digest)}\n"));
        }

        return new TextDigests(
            template is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template))),
            files.Length == 0 ? null : Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
