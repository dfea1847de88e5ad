using Egtlm.Eval.Results;

namespace Egtlm.Eval.Testing;

/// <summary>Result folders of hand-made items, as a run leaves them.</summary>
public sealed class ResultScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    public string At(params string[] parts) => _folder.At(parts);

    /// <summary>The folder of a side, such as <c>base</c>, with the mark of a result folder.</summary>
    public string Side(string side)
    {
        var folder = _folder.At(side, "org__model", side);
        if (!Directory.Exists(folder))
        {
            _folder.WriteText($"{side}/org__model/{side}/model_meta.json", "{}");
        }

        return folder;
    }

    /// <summary>Writes a task's document and items; an item without a cluster is its own.</summary>
    /// <param name="rows">Item, cluster (empty: the item) and values such as <c>nll=1.5 tokens=3</c>; all in one subset.</param>
    public async Task AddAsync(
        string side, string task, IEnumerable<(string Item, string Cluster, string Values)> rows, ItemHeader? header = null, string subset = "default",
        string revision = "r1")
    {
        var folder = Side(side);
        var file = new ItemFile(header ?? new ItemHeader(task, Dataset: "d1"), []);
        var path = System.IO.Path.Combine(folder, task + ".items.jsonl");
        file = (await ItemFile.ReadAsync(path, CancellationToken.None))?.With("test", subset, []) ?? file;
        file = file.With("test", subset, rows.Select(row => new ItemRow(
            "test", subset, row.Item, row.Cluster.Length == 0 ? row.Item : row.Cluster, Values(row.Values))));
        await file.WriteAsync(path);
        WriteDocument(side, task, revision, [.. file.Rows.Select(row => row.Subset).Distinct()]);
    }

    /// <summary>Writes a task's document alone, as a version without items did.</summary>
    public void WriteDocument(string side, string task, params string[] subsets) =>
        WriteDocument(side, task, "r1", subsets);

    private void WriteDocument(string side, string task, string revision, string[] subsets)
    {
        var document = new TaskResult
        {
            DatasetRevision = revision,
            TaskName = task,
            Splits =
            [
                new SplitResult("test",
                [
                    .. subsets.Select(subset => new SubsetResult(
                    [
                        new("main_score", 0.5),
                        new("hf_subset", new ScoreValue.Text(subset)),
                        new("languages", new ScoreValue.List([])),
                    ])),
                ]),
            ],
        };
        File.WriteAllBytes(System.IO.Path.Combine(Side(side), task + ".json"), TaskResultDocument.ToBytes(document));
    }

    /// <summary>Writes a policy of some check lines and returns its path.</summary>
    public string Policy(params string[] checks) => _folder.WriteText(
        "policy.json",
        $$"""
        {
          "name": "policy",
          "description": "of a test",
          "checks": [
            {{string.Join(",\n    ", checks)}}
          ]
        }
        """);

    /// <summary>Numbered items of one value, such as <c>acc=1</c>, made by a function of the number.</summary>
    public static IEnumerable<(string Item, string Cluster, string Values)> Items(int count, Func<int, string> values) =>
        Enumerable.Range(0, count).Select(i => (FormattableString.Invariant($"i{i}"), "", values(i)));

    private static Dictionary<string, double> Values(string text) => text.Split(' ').Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));
}
