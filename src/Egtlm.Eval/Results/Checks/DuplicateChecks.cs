namespace Egtlm.Eval.Results.Checks;

/// <summary>A task may stand under one revision of a model only.</summary>
/// <remarks>
/// Source: embeddings-benchmark/results, tests/test_duplicate_results.py. Experiments are other ways to use a model and
/// may repeat its tasks.
/// </remarks>
internal static class DuplicateChecks
{
    public static IEnumerable<ResultFinding> Check(IEnumerable<CheckedFolder> folders)
    {
        foreach (var model in folders.Where(folder => folder.Experiment is null).GroupBy(folder => folder.Model))
        {
            var files = model.SelectMany(folder => folder.ResultFiles().Select(file => (folder.Revision, File: file)));
            foreach (var task in files.GroupBy(item => Path.GetFileNameWithoutExtension(item.File)))
            {
                string[] revisions = [.. task.Select(item => item.Revision)];
                if (revisions.Length > 1)
                {
                    yield return new ResultFinding(
                        task.Last().File,
                        $"'{task.Key}' stands under {revisions.Length} revisions: {string.Join(", ", revisions)}",
                        "keep the one of the registered revision");
                }
            }
        }
    }
}
