using System.Runtime.CompilerServices;
using Xunit;

namespace Egtlm.Eval.Tests.Architecture;

public sealed class SourceFileTests
{
    private const int MostLines = 250;

    [Fact]
    public void No_source_file_is_longer_than_250_lines()
    {
        var root = Root();
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories),
        ];

        var tooLong = files.Where(file => File.ReadLines(file).Count() > MostLines)
            .Select(file => Path.GetRelativePath(root, file));

        Assert.NotEmpty(files);
        Assert.Empty(tooLong);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
