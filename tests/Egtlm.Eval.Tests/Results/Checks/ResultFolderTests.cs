using Egtlm.Eval.Results;
using Egtlm.Eval.Results.Checks;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Results.Checks;

/// <summary>A result folder that passes, for tests that break it.</summary>
public abstract class ResultFolderTests : IDisposable
{
    protected const string Sha = "0123456789abcdef0123456789abcdef01234567";

    protected static readonly TaskCatalog Catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

    protected TemporaryFolder Folder { get; } = new();

    protected ResultFolderTests()
    {
        Write("org__model", Sha, "LCQMC", Document("LCQMC"));
        WriteMeta("org__model", Sha, "org/model", Sha);
        WriteSettings("org__model", Sha, Setting("LCQMC"));
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected IReadOnlyList<ResultFinding> Findings() => ResultChecks.Check(Folder.Path, null, Catalog.Tasks).Findings;

    protected TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            copy.WriteText(Path.GetRelativePath(Folder.Path, file), File.ReadAllText(file));
        }

        return copy;
    }

    protected void Write(string model, string revision, string task, string text) =>
        Folder.WriteText($"{model}/{revision}/{task}.json", text);

    protected void WriteMeta(string model, string revision, string name, string said) =>
        Folder.WriteText($"{model}/{revision}/model_meta.json", $$"""{"name": "{{name}}", "revision": "{{said}}"}""");

    protected void WriteSettings(string model, string revision, params string[] lines) =>
        Folder.Write($"{model}/{revision}/run_settings.jsonl", lines);

    protected static string Setting(string task, params string[] subsets) => MtebJson.WriteLine(new ScoreValue.Map(
        RunSettings.Entry(task, "test", subsets.Length == 0 ? ["default"] : subsets)));

    protected static string Document(string task, params string[] subsets)
    {
        var elements = (subsets.Length == 0 ? ["default"] : subsets).Select(subset => $$"""
            {"pearson": 0.5, "main_score": 0.25, "hf_subset": "{{subset}}", "languages": ["cmn-Hans"],
             "mteb_version": "2.20.0"}
            """);
        return $$"""
            {"dataset_revision": "r", "task_name": "{{task}}", "mteb_version": "2.20.0",
             "scores": {"test": [{{string.Join(", ", elements)}}]},
             "evaluation_time": 1.5, "kg_co2_emissions": null, "date": null, "evaluation_phases": []}
            """;
    }
}
