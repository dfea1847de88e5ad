using System.Text.Json;
using System.Text.RegularExpressions;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed partial class TaskGoldenTests
{
    [Fact]
    public void Task_files_agree_with_the_result_documents_of_mteb()
    {
        var checkedFiles = 0;
        foreach (var file in Directory.EnumerateFiles(SharedFolder.Path("goldens", "mteb", "hash"), "*.json").Order())
        {
            using var document = Read(file);
            var name = document.RootElement.GetProperty("task_name").GetString()!;
            if (BuiltInTasks.Catalog.Tasks.FirstOrDefault(candidate => candidate.Name == name) is not { } task)
            {
                TestContext.Current.SendDiagnosticMessage($"no task file for {name} ({file})");
                continue;
            }

            StageGolden.Check(Path.GetFileName(file), () => CheckTask(document.RootElement, task));
            checkedFiles++;
        }

        Assert.NotEqual(0, checkedFiles);
    }

    private static void CheckTask(JsonElement document, TaskDefinition task)
    {
        Assert.Equal(document.GetProperty("dataset_revision").GetString(), task.Dataset.Revision);
        var splits = document.GetProperty("scores").EnumerateObject().ToArray();
        Assert.NotEmpty(splits);
        Assert.Equal(task.Splits.Where(split => splits.Any(scored => scored.Name == split)),
            splits.Select(split => split.Name));
        foreach (var scores in splits.SelectMany(split => split.Value.EnumerateArray()))
        {
            var name = scores.GetProperty("hf_subset").GetString();
            var subset = Assert.Single(task.Subsets, subset => subset.Name == name);
            Assert.Equal(scores.GetProperty("languages").EnumerateArray().Select(language => language.GetString()),
                subset.Languages);
            Assert.Equal(scores.GetProperty("main_score").Number(), scores.GetProperty(task.MainScore).Number());
        }
    }

    /// <summary>mteb writes NaN and infinities bare, which JSON does not know.</summary>
    internal static JsonDocument Read(string file) =>
        JsonDocument.Parse(BareNumber().Replace(File.ReadAllText(file), "$1\"$2\""));

    [GeneratedRegex(@"([:\[,]\s*)(NaN|-?Infinity)\b")]
    private static partial Regex BareNumber();
}
