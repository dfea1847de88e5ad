namespace Egtlm.Eval.Testing;

/// <summary>A folder of its own for a test, deleted at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("egtlm-eval-test-").FullName;

    /// <summary>A path under the folder.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file of lines, with its folders, and returns its path.</summary>
    public string Write(string relativePath, params string[] lines) =>
        WriteText(relativePath, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Writes a file, with its folders, and returns its path.</summary>
    public string WriteText(string relativePath, string text)
    {
        var path = At(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
