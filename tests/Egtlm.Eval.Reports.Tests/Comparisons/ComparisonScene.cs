using Egtlm.Eval.Reports.Comparisons;
using Egtlm.Eval.Reports.Tests.Gates;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Comparisons;

/// <summary>Result folders of hand-made scores and items.</summary>
internal sealed class ComparisonScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A model with a score per task: <c>SampleSTS en=0.5 zh=0.6</c>.</summary>
    public static ResultSet Model(string name, params string[] tasks) => new()
    {
        Folder = $"/results/{name}",
        Model = name,
        Revision = "1",
        Documents = tasks.Select(Document).ToDictionary(document => document.TaskName),
    };

    /// <summary>The same with items of its own for a task: values by item and subset.</summary>
    public async Task<ResultSet> WithItemsAsync(
        ResultSet model, string task, int count, Func<int, string> values, ItemHeader? header = null)
    {
        var subsets = model.Documents[task].Splits[0].Subsets.Select(subset => subset.Subset);
        var file = new ItemFile(header ?? new ItemHeader(task, Dataset: "d1"), [.. subsets.SelectMany(
            subset => ResultScene.Items(count, values).Select(row => new ItemRow(
                "test", subset, row.Item, row.Item, Values(row.Values))))]);
        var path = _folder.At(Guid.NewGuid() + ".items.jsonl");
        await file.WriteAsync(path);
        return model with { ItemPaths = new Dictionary<string, string>(model.ItemPaths) { [task] = path } };
    }

    public static Task<Comparison> CompareAsync(params ResultSet[] sets) => CompareAsync([], sets);

    public static Task<Comparison> CompareAsync(string[] what, params ResultSet[] sets) =>
        ComparisonRun.OfAsync(sets, GateScene.Catalog, what, seed: 1, TestContext.Current.CancellationToken);

    private static TaskResult Document(string text)
    {
        var words = text.Split(' ');
        return new TaskResult
        {
            DatasetRevision = "r1",
            TaskName = words[0],
            Splits = [new SplitResult("test", [.. words.Skip(1).Select(word => word.Split('=')).Select(pair =>
                new SubsetResult(
                [
                    new("main_score", double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)),
                    new("hf_subset", new ScoreValue.Text(pair[0])),
                    new("languages", new ScoreValue.List([])),
                ]))])],
        };
    }

    private static Dictionary<string, double> Values(string text) => text.Split(' ').Select(word => word.Split('='))
        .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));
}
