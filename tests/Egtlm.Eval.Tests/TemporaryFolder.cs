namespace Egtlm.Eval.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("egtlm-eval-test-").FullName;

    /// <summary>Writes a file of lines, with its folders, and returns its path.</summary>
    public string Write(string relativePath, params string[] lines) =>
        WriteText(relativePath, string.Concat(lines.Select(line => line + "\n")));

    public string WriteText(string relativePath, string text)
    {
        var path = At(relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string At(string relativePath) => System.IO.Path.Combine(Path, relativePath);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
