using System.Globalization;

namespace Egtlm.Eval.Results.Checks;

/// <summary>Names, meta data and sizes of a result folder.</summary>
/// <remarks>
/// Source: embeddings-benchmark/results, tests/test_correct_folder_structure.py, tests/test_ensure_correct_metadata.py
/// and .github/workflows/check_file_sizes.yml.
/// </remarks>
internal static class FolderChecks
{
    private const long LargestBytes = 10 * 1024 * 1024;

    private const string NameHint =
        "score again with --name org/name --revision SHA, the commit of the published model";

    /// <param name="isNew">Whether the folder is an addition; what is there already may have older names.</param>
    public static IEnumerable<ResultFinding> Check(CheckedFolder folder, bool isNew)
    {
        var path = Path.Combine(folder.Path, ResultFolder.Meta);
        var findings = File.Exists(path)
            ? CheckMeta(folder, path, isNew)
            : [new ResultFinding(folder.Path, "has no model_meta.json")];
        foreach (var finding in findings)
        {
            yield return finding;
        }

        if (!folder.ResultFiles().Any())
        {
            yield return new ResultFinding(folder.Path, "holds no task results");
        }

        foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles())
        {
            if (file.Length > LargestBytes && !ResultFolder.Ours.Contains(ResultFolder.KindOf(file.Name)))
            {
                yield return new ResultFinding(file.FullName, string.Create(
                    CultureInfo.InvariantCulture, $"has {file.Length:N0} bytes, at most {LargestBytes:N0} are taken"));
            }
        }
    }

    private static IEnumerable<ResultFinding> CheckMeta(CheckedFolder folder, string path, bool isNew)
    {
        if (ReadMeta(path, out var problem) is not { } meta)
        {
            yield return new ResultFinding(path, problem);
            yield break;
        }

        var (name, revision) = meta;
        var expected = name.Replace(' ', '_').Replace("/", "__", StringComparison.Ordinal);
        if (expected != folder.Model)
        {
            yield return new ResultFinding(
                path, $"'name' is '{name}', which belongs in '{expected}', not '{folder.Model}'");
        }

        if (revision != folder.Revision)
        {
            yield return new ResultFinding(
                path, $"'revision' is '{revision}', the folder's name is '{folder.Revision}'");
        }

        if (isNew && !name.Contains('/', StringComparison.Ordinal))
        {
            yield return new ResultFinding(path, $"'name' is '{name}', expected org/name", NameHint);
        }

        if (isNew && !IsRevision(revision))
        {
            yield return new ResultFinding(
                path, $"'revision' is '{revision}', expected a commit of 40 hex digits or one character", NameHint);
        }
    }

    private static (string Name, string Revision)? ReadMeta(string path, out string problem)
    {
        problem = "";
        try
        {
            var values = ModelMeta.Read(File.ReadAllBytes(path)).Values;
            if (values.Find("name") is ScoreValue.Text name && values.Find("revision") is ScoreValue.Text revision)
            {
                return (name.Value, revision.Value);
            }

            problem = "expected texts 'name' and 'revision'";
        }
        catch (FormatException error)
        {
            problem = error.Message;
        }

        return null;
    }

    private static bool IsRevision(string revision) =>
        revision.Length == 1 || (revision.Length == 40 && revision.All(char.IsAsciiHexDigitLower));
}
